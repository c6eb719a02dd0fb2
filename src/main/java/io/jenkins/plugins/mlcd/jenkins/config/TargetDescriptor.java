package io.jenkins.plugins.mlcd.jenkins.config;

import hudson.model.Descriptor;
import hudson.util.FormValidation;
import io.jenkins.plugins.mlcd.record.BuildLayout;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** The kinds of targets that an administrator can choose from. */
public abstract class TargetDescriptor extends Descriptor<Target> {

    @POST
    public FormValidation doCheckName(@QueryParameter String value) {
        try {
            BuildLayout.requireName("target", value);
            return FormValidation.ok();
        } catch (IllegalArgumentException e) {
            return FormValidation.error(e.getMessage());
        }
    }
}
