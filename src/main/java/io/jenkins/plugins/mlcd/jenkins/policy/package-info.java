/** Policies in Jenkins: their findings when a step starts. */
package io.jenkins.plugins.mlcd.jenkins.policy;
