/**
 * Watching a model in production: profiles (mergeable summaries of traffic), rules over windows of traffic, and the
 * verdict ok, alert, retrain or inconclusive, which is a pure function of the recorded windows.
 */
package io.jenkins.plugins.mlcd.monitor;
