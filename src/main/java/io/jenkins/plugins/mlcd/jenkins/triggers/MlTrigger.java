package io.jenkins.plugins.mlcd.jenkins.triggers;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Extension;
import hudson.Util;
import hudson.model.Item;
import hudson.triggers.Trigger;
import hudson.triggers.TriggerDescriptor;
import hudson.util.FormValidation;
import io.jenkins.plugins.mlcd.jenkins.sources.DataSource;
import io.jenkins.plugins.mlcd.loop.TriggerPolicy;
import io.jenkins.plugins.mlcd.record.BuildLayout;
import io.jenkins.plugins.mlcd.record.Durations;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import jenkins.model.ParameterizedJobMixIn.ParameterizedJob;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/**
 * {@code mlTrigger(dataset, minNewSamples, alerts, cooldown, quietPeriod, maxPerDay)}: which causes may start builds of a job, and how
 * often. It bounds what {@code mlMonitorGate} may start.
 */
public final class MlTrigger extends Trigger<Item> {

    @CheckForNull
    private String dataset;

    private int minNewSamples;
    private List<String> alerts = new ArrayList<>();

    @CheckForNull
    private String cooldown;

    @CheckForNull
    private String quietPeriod;

    private int maxPerDay;
    private boolean enabled = true;
    private List<DataSource> sources = new ArrayList<>();

    @DataBoundConstructor
    public MlTrigger() {
        // Every setting is optional.
    }

    @CheckForNull
    public String getDataset() {
        return dataset;
    }

    @DataBoundSetter
    public void setDataset(@CheckForNull String dataset) {
        String name = Util.fixEmptyAndTrim(dataset);
        this.dataset = name == null ? null : BuildLayout.requireName("data set", name);
    }

    public int getMinNewSamples() {
        return minNewSamples;
    }

    @DataBoundSetter
    public void setMinNewSamples(int minNewSamples) {
        this.minNewSamples = atLeastZero("minNewSamples", minNewSamples);
    }

    public List<String> getAlerts() {
        return List.copyOf(alerts);
    }

    @DataBoundSetter
    public void setAlerts(@CheckForNull List<String> alerts) {
        this.alerts = alerts == null ? new ArrayList<>() : new ArrayList<>(alerts);
    }

    @CheckForNull
    public String getCooldown() {
        return cooldown;
    }

    @DataBoundSetter
    public void setCooldown(@CheckForNull String cooldown) {
        this.cooldown = duration("cooldown", cooldown);
    }

    @CheckForNull
    public String getQuietPeriod() {
        return quietPeriod;
    }

    @DataBoundSetter
    public void setQuietPeriod(@CheckForNull String quietPeriod) {
        this.quietPeriod = duration("quietPeriod", quietPeriod);
    }

    public int getMaxPerDay() {
        return maxPerDay;
    }

    @DataBoundSetter
    public void setMaxPerDay(int maxPerDay) {
        this.maxPerDay = atLeastZero("maxPerDay", maxPerDay);
    }

    public boolean isEnabled() {
        return enabled;
    }

    @DataBoundSetter
    public void setEnabled(boolean enabled) {
        this.enabled = enabled;
    }

    /** What is looked at because no webhook can be had. */
    public List<DataSource> getSources() {
        return sources == null ? List.of() : List.copyOf(sources); // null: read from a file of an earlier version
    }

    @DataBoundSetter
    public void setSources(@CheckForNull List<DataSource> sources) {
        this.sources = sources == null ? new ArrayList<>() : new ArrayList<>(sources);
    }

    TriggerPolicy policy() {
        Optional<String> closed = enabled ? Optional.empty() : Optional.of("the mlTrigger of this job is disabled");
        return TriggerPolicy.of(closed, cooldown == null ? Duration.ZERO : Durations.parse("cooldown", cooldown), maxPerDay);
    }

    /** Seconds that a build waits for further causes; -1 for what the job says. */
    int quietSeconds() {
        return quietPeriod == null ? -1 : Math.toIntExact(Durations.parse("quietPeriod", quietPeriod).toSeconds());
    }

    @CheckForNull
    private static String duration(String what, @CheckForNull String text) {
        String value = Util.fixEmptyAndTrim(text);
        if (value != null) {
            Durations.parse(what, value);
        }
        return value;
    }

    private static int atLeastZero(String what, int value) {
        if (value < 0) {
            throw new IllegalArgumentException(what + " must be 0 or more, but is " + value);
        }
        return value;
    }

    @Extension
    @Symbol("mlTrigger")
    public static final class DescriptorImpl extends TriggerDescriptor {

        @Override
        public boolean isApplicable(Item item) {
            return item instanceof ParameterizedJob;
        }

        @Override
        public String getDisplayName() {
            return "Retrain when data, alerts or a monitor gate ask for it";
        }

        @POST
        public FormValidation doCheckCooldown(@QueryParameter String value) {
            return check("cooldown", value);
        }

        @POST
        public FormValidation doCheckQuietPeriod(@QueryParameter String value) {
            return check("quietPeriod", value);
        }

        private static FormValidation check(String what, String value) {
            try {
                duration(what, value);
                return FormValidation.ok();
            } catch (IllegalArgumentException e) {
                return FormValidation.error(e.getMessage());
            }
        }
    }
}
