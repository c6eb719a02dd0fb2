/** Helpers of {@code mlCanary}: carries out a rollout beside the Pipeline, without an agent. */
package io.jenkins.plugins.mlcd.jenkins.steps.canary;
