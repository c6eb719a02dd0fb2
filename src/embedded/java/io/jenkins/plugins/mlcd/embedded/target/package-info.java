/** The deployment targets of a run: child processes of this machine, with the traffic that their users send. */
package io.jenkins.plugins.mlcd.embedded.target;
