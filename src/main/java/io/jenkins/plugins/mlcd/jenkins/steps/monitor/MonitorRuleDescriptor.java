package io.jenkins.plugins.mlcd.jenkins.steps.monitor;

import hudson.model.Descriptor;
import hudson.util.ListBoxModel;

/** The kinds of rules, and the choices that all of them have. */
public abstract class MonitorRuleDescriptor extends Descriptor<MonitorRule> {

    public ListBoxModel doFillSensitivityItems() {
        return new ListBoxModel().add("medium").add("low").add("high");
    }

    public ListBoxModel doFillActionItems() {
        return new ListBoxModel().add("record").add("alert").add("retrain");
    }
}
