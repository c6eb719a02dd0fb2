/** The step that asks a person where a gate did not pass. */
package io.jenkins.plugins.mlcd.jenkins.steps.override;
