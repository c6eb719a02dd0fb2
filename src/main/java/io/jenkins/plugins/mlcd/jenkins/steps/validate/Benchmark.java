package io.jenkins.plugins.mlcd.jenkins.steps.validate;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Extension;
import hudson.Util;
import hudson.model.Describable;
import hudson.model.Descriptor;
import hudson.util.FormValidation;
import io.jenkins.plugins.mlcd.record.BuildLayout;
import java.io.Serializable;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** {@code benchmark(name, command, data)}: a command that measures a model, as the protocol reference says. */
public final class Benchmark implements Describable<Benchmark>, Serializable {

    private static final long serialVersionUID = 1L;

    private final String name;
    private final String command;

    @CheckForNull
    private String data;

    @DataBoundConstructor
    public Benchmark(String name, String command) {
        this.name = name;
        this.command = command;
    }

    public String getName() {
        return name;
    }

    public String getCommand() {
        return command;
    }

    @CheckForNull
    public String getData() {
        return data;
    }

    @DataBoundSetter
    public void setData(@CheckForNull String data) {
        this.data = Util.fixEmptyAndTrim(data);
    }

    /** @throws IllegalArgumentException when the name is none or the command is empty */
    public void check() {
        BuildLayout.requireName("benchmark", name);
        if (Util.fixEmptyAndTrim(command) == null) {
            throw new IllegalArgumentException("benchmark '" + name + "' needs a command");
        }
    }

    @Extension
    @Symbol("benchmark")
    public static final class DescriptorImpl extends Descriptor<Benchmark> {

        @Override
        public String getDisplayName() {
            return "Benchmark";
        }

        @POST
        public FormValidation doCheckName(@QueryParameter String value) {
            try {
                BuildLayout.requireName("benchmark", value);
                return FormValidation.ok();
            } catch (IllegalArgumentException e) {
                return FormValidation.error(e.getMessage());
            }
        }

        @POST
        public FormValidation doCheckCommand(@QueryParameter String value) {
            return FormValidation.validateRequired(value);
        }
    }
}
