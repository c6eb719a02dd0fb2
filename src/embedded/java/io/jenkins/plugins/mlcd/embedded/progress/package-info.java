/** What a run shows on the terminal: log lines, and below them what is happening now. */
package io.jenkins.plugins.mlcd.embedded.progress;
