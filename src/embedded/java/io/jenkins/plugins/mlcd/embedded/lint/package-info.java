/** Reads the policies of a Jenkinsfile without running it, and lints them. */
package io.jenkins.plugins.mlcd.embedded.lint;
