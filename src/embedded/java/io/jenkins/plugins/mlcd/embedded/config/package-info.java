/** {@code mlcd.yaml}: what on a real Jenkins an administrator configures, for one machine. */
package io.jenkins.plugins.mlcd.embedded.config;
