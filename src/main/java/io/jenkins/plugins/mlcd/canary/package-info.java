/**
 * Rollouts: traffic moves to a new model version step by step, and back by itself. The state machine and the analysis are
 * pure; what they decide is appended to the rollout's log before it is acted on.
 */
package io.jenkins.plugins.mlcd.canary;
