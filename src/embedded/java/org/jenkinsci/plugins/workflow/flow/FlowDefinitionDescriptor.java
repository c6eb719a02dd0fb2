package org.jenkinsci.plugins.workflow.flow;

import hudson.model.Descriptor;

/** Descriptor of a kind of definition. */
public abstract class FlowDefinitionDescriptor extends Descriptor<FlowDefinition> {
}
