/** Proves the plugin on a real Jenkins, through nothing but what any Jenkins offers: its remote API, its pages and its process. */
package io.jenkins.plugins.mlcd.cli.verify;
