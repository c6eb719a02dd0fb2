/** What a Jenkinsfile says about its job: parameters, triggers and options. */
package io.jenkins.plugins.mlcd.embedded.job;
