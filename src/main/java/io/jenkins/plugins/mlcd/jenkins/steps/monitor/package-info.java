/** The step that watches a model in production, and its rules as a Jenkinsfile writes them. */
package io.jenkins.plugins.mlcd.jenkins.steps.monitor;
