package io.jenkins.plugins.mlcd.jenkins.steps.monitor;

import hudson.model.Descriptor;
import hudson.util.ListBoxModel;
import org.kohsuke.stapler.verb.POST;

/** The kinds of rules, and the choices that all of them have. */
public abstract class MonitorRuleDescriptor extends Descriptor<MonitorRule> {

    @POST
    public ListBoxModel doFillSensitivityItems() {
        return new ListBoxModel().add("medium").add("low").add("high");
    }

    @POST
    public ListBoxModel doFillActionItems() {
        return new ListBoxModel().add("record").add("alert").add("retrain");
    }
}
