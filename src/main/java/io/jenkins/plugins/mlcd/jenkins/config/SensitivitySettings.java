package io.jenkins.plugins.mlcd.jenkins.config;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.Util;
import hudson.model.Describable;
import hudson.model.Descriptor;
import hudson.util.FormValidation;
import io.jenkins.plugins.mlcd.monitor.rules.Sensitivities;
import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.Map;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** What the words high, medium and low mean on this controller, and how often a watch looks that does not say. */
public final class SensitivitySettings implements Describable<SensitivitySettings>, Serializable {

    private static final long serialVersionUID = 1L;

    @CheckForNull
    private String high;

    @CheckForNull
    private String medium;

    @CheckForNull
    private String low;

    @CheckForNull
    private String interval;

    @DataBoundConstructor
    public SensitivitySettings() {
        // What is not set is as usual.
    }

    @CheckForNull
    public String getHigh() {
        return high;
    }

    @DataBoundSetter
    public void setHigh(@CheckForNull String high) {
        this.high = Util.fixEmptyAndTrim(high);
    }

    @CheckForNull
    public String getMedium() {
        return medium;
    }

    @DataBoundSetter
    public void setMedium(@CheckForNull String medium) {
        this.medium = Util.fixEmptyAndTrim(medium);
    }

    @CheckForNull
    public String getLow() {
        return low;
    }

    @DataBoundSetter
    public void setLow(@CheckForNull String low) {
        this.low = Util.fixEmptyAndTrim(low);
    }

    @CheckForNull
    public String getInterval() {
        return interval;
    }

    @DataBoundSetter
    public void setInterval(@CheckForNull String interval) {
        this.interval = Util.fixEmptyAndTrim(interval);
    }

    /** @throws IllegalArgumentException naming the value and the rule that it breaks */
    public Sensitivities toSensitivities() {
        Map<String, String> texts = new LinkedHashMap<>();
        put(texts, "high", high);
        put(texts, "medium", medium);
        put(texts, "low", low);
        put(texts, "interval", interval);
        return Sensitivities.parse(texts);
    }

    private static void put(Map<String, String> texts, String name, @CheckForNull String text) {
        if (text != null) {
            texts.put(name, text);
        }
    }

    @Override
    public DescriptorImpl getDescriptor() {
        return (DescriptorImpl) Describable.super.getDescriptor();
    }

    @Extension
    public static final class DescriptorImpl extends Descriptor<SensitivitySettings> {

        @NonNull
        @Override
        public String getDisplayName() {
            return "Sensitivities of monitor rules";
        }

        @POST
        public FormValidation doCheckHigh(@QueryParameter String value) {
            return check("high", value);
        }

        @POST
        public FormValidation doCheckMedium(@QueryParameter String value) {
            return check("medium", value);
        }

        @POST
        public FormValidation doCheckLow(@QueryParameter String value) {
            return check("low", value);
        }

        @POST
        public FormValidation doCheckInterval(@QueryParameter String value) {
            return check("interval", value);
        }

        private static FormValidation check(String name, String value) {
            String text = Util.fixEmptyAndTrim(value);
            try {
                Sensitivities.parse(text == null ? Map.of() : Map.of(name, text));
                return FormValidation.ok();
            } catch (IllegalArgumentException e) {
                return FormValidation.error(e.getMessage());
            }
        }
    }
}
