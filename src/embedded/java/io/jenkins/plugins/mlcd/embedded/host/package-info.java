/** What the slice of the Jenkins API needs beyond that API to work in one JVM: the home, the extensions, the queue. */
package io.jenkins.plugins.mlcd.embedded.host;
