package io.jenkins.plugins.mlcd.jenkins.config;

import hudson.Util;
import hudson.util.FormValidation;
import io.jenkins.plugins.mlcd.record.Durations;
import java.util.concurrent.Callable;
import jenkins.model.Jenkins;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** What the forms of all targets in a cluster check. */
public abstract class ClusterTargetDescriptor extends TargetDescriptor {

    @POST
    public FormValidation doCheckNamespace(@QueryParameter String value) {
        return check(() -> ClusterTarget.optionalName("namespace", value));
    }

    @POST
    public FormValidation doCheckReadyTimeout(@QueryParameter String value) {
        return Util.fixEmptyAndTrim(value) == null ? FormValidation.ok() : check(() -> Durations.parse("readyTimeout", value));
    }

    static FormValidation check(Runnable rule) {
        try {
            rule.run();
            return FormValidation.ok();
        } catch (IllegalArgumentException e) {
            return FormValidation.error(e.getMessage());
        }
    }

    /** What is found there, asked for by an administrator: only they may make the controller ask a server. */
    static FormValidation ask(Callable<String> question) throws InterruptedException {
        Jenkins.get().checkPermission(Jenkins.ADMINISTER);
        try {
            return FormValidation.ok(question.call());
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            return FormValidation.error(String.valueOf(e.getMessage()));
        }
    }
}
