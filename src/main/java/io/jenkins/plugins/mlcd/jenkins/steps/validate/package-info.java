/** Helpers of {@code mlValidate}: runs the benchmarks on an agent and makes the verdict known. */
package io.jenkins.plugins.mlcd.jenkins.steps.validate;
