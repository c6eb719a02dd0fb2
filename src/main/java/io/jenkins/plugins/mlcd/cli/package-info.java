/** The command line: one picocli class a subcommand, thin over agent and engine. Nothing here ships in the plugin. */
package io.jenkins.plugins.mlcd.cli;
