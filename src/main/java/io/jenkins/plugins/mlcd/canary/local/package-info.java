/** Rollouts on a target that {@code mlcd target} serves. */
package io.jenkins.plugins.mlcd.canary.local;
