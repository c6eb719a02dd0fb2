/** Sources of data that a job polls, as they are written in a Jenkinsfile, and the work that looks at them on the controller. */
package io.jenkins.plugins.mlcd.jenkins.sources;
