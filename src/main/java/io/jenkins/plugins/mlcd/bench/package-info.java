/**
 * {@code mlcd bench NAME}: measurements against a peer or a limit taken in the same run. Never part of the tests, never shipped in
 * the plugin. Each bench prints tables, and last a line for each of its aims.
 */
package io.jenkins.plugins.mlcd.bench;
