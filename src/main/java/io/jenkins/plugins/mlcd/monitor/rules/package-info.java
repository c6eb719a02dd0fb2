/**
 * Rules about windows of traffic: what is looked at, how often it must be violated, and what follows. Each is a pure function of
 * the reference, the window and the level at which it is tested.
 */
package io.jenkins.plugins.mlcd.monitor.rules;
