/** An HTTP server on loopback: the pages of {@code mlcd ui}, and what else a process of this machine offers to its user. */
package io.jenkins.plugins.mlcd.embedded.web;
