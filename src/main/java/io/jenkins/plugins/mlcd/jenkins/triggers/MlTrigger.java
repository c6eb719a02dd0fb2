package io.jenkins.plugins.mlcd.jenkins.triggers;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Extension;
import hudson.Util;
import hudson.model.Item;
import hudson.triggers.Trigger;
import hudson.triggers.TriggerDescriptor;
import hudson.util.FormValidation;
import io.jenkins.plugins.mlcd.jenkins.notify.Notification;
import io.jenkins.plugins.mlcd.jenkins.sources.DataSource;
import io.jenkins.plugins.mlcd.loop.AlertMatcher;
import io.jenkins.plugins.mlcd.loop.EventPath;
import io.jenkins.plugins.mlcd.loop.InboxEvent;
import io.jenkins.plugins.mlcd.loop.NamePattern;
import io.jenkins.plugins.mlcd.loop.TriggerPolicy;
import io.jenkins.plugins.mlcd.loop.TriggerRule;
import io.jenkins.plugins.mlcd.record.Durations;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import jenkins.model.ParameterizedJobMixIn.ParameterizedJob;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/**
 * {@code mlTrigger(dataset, minNewSamples, alerts, model, confidenceBelow, cooldown, quietPeriod, maxPerDay, parameters)}: which causes
 * start builds of a job, and how often. It bounds what {@code mlMonitorGate} may start, too.
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

    @CheckForNull
    private String model;

    private double confidenceBelow;
    private List<String> parameters = new ArrayList<>();
    private List<DataSource> sources = new ArrayList<>();
    private List<Notification> notifications = new ArrayList<>();

    @DataBoundConstructor
    public MlTrigger() {
        // Every setting is optional.
    }

    @CheckForNull
    public String getDataset() {
        return dataset;
    }

    /** @throws IllegalArgumentException when it is longer than a name or URI can be */
    @DataBoundSetter
    public void setDataset(@CheckForNull String dataset) {
        this.dataset = pattern(dataset);
    }

    @CheckForNull
    public String getModel() {
        return model;
    }

    @DataBoundSetter
    public void setModel(@CheckForNull String model) {
        this.model = pattern(model);
    }

    @CheckForNull
    private static String pattern(@CheckForNull String text) {
        String name = Util.fixEmptyAndTrim(text);
        return name == null ? null : new NamePattern(name).text();
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

    /** @throws IllegalArgumentException when one is neither an alert's name nor conditions on labels */
    @DataBoundSetter
    public void setAlerts(@CheckForNull List<String> alerts) {
        List<String> wanted = lines(alerts);
        wanted.forEach(AlertMatcher::parse);
        this.alerts = new ArrayList<>(wanted);
    }

    /** As the configuration page shows them. */
    public String getAlertLines() {
        return String.join("\n", alerts);
    }

    /** A confidence of 0 to 1; 0 when it does not matter. */
    public double getConfidenceBelow() {
        return confidenceBelow;
    }

    @DataBoundSetter
    public void setConfidenceBelow(double confidenceBelow) {
        if (!(confidenceBelow >= 0 && confidenceBelow <= 1)) {
            throw new IllegalArgumentException("confidenceBelow must be 0 to 1, but is " + confidenceBelow);
        }
        this.confidenceBelow = confidenceBelow;
    }

    /** What parameters of a build are taken from, each {@code NAME=$.path.in.the.event}. */
    public List<String> getParameters() {
        return parameters == null ? List.of() : List.copyOf(parameters); // null: read from a file of an earlier version
    }

    /** @throws IllegalArgumentException when one is not a name, {@code =} and a path or text */
    @DataBoundSetter
    public void setParameters(@CheckForNull List<String> parameters) {
        List<String> wanted = lines(parameters);
        mapping(wanted);
        this.parameters = new ArrayList<>(wanted);
    }

    public String getParameterLines() {
        return String.join("\n", getParameters());
    }

    /** A page sends its lines as one text. */
    private static List<String> lines(@CheckForNull List<String> given) {
        return given == null ? List.of() : given.stream().flatMap(String::lines).map(String::strip).filter(line -> !line.isEmpty()).toList();
    }

    private static Map<String, EventPath> mapping(List<String> lines) {
        Map<String, EventPath> mapping = new LinkedHashMap<>();
        for (String line : lines) {
            int equals = line.indexOf('=');
            if (equals < 1) {
                throw new IllegalArgumentException("parameter '" + line + "' must be NAME=$.path, such as DATA_VERSION=$.detail.version");
            }
            mapping.put(line.substring(0, equals).strip(), EventPath.parse(line.substring(equals + 1).strip()));
        }
        return mapping;
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

    /** Who is told what happens; those of the global configuration when there is nobody. */
    public List<Notification> getNotifications() {
        return notifications == null ? List.of() : List.copyOf(notifications); // null: read from a file of an earlier version
    }

    @DataBoundSetter
    public void setNotifications(@CheckForNull List<Notification> notifications) {
        this.notifications = notifications == null ? new ArrayList<>() : new ArrayList<>(notifications);
    }

    /** The data set that the job's sources are polled for: the one that it names, or one of its own. */
    public String polledDataset(Item polling) {
        return dataset == null ? "sources of " + polling.getFullName() : dataset;
    }

    /** Which occurrences concern the job. */
    TriggerRule rule(Item subscriber) {
        Optional<String> wanted = dataset == null && getSources().isEmpty() ? Optional.empty() : Optional.of(polledDataset(subscriber));
        return new TriggerRule(wanted.map(NamePattern::new), Optional.ofNullable(model).map(NamePattern::new),
                alerts.stream().map(AlertMatcher::parse).toList(), confidence());
    }

    private OptionalDouble confidence() {
        return confidenceBelow == 0 ? OptionalDouble.empty() : OptionalDouble.of(confidenceBelow);
    }

    TriggerPolicy policy(Item job) {
        Optional<String> closed = enabled ? Optional.empty() : Optional.of("the mlTrigger of this job is disabled");
        Duration pause = cooldown == null ? Duration.ZERO : Durations.parse("cooldown", cooldown);
        Optional<Duration> quiet = Optional.ofNullable(quietPeriod).map(text -> Durations.parse("quietPeriod", text));
        return new TriggerPolicy(closed, pause, maxPerDay, quiet, minNewSamples, confidence(), job.getFullName());
    }

    /** The parameters of a build that an event asks for; what the event does not have is left to the job's own initial value. */
    Map<String, String> parameters(InboxEvent event) {
        Map<String, String> values = new LinkedHashMap<>();
        mapping(getParameters()).forEach((name, path) -> path.in(event).ifPresent(value -> values.put(name, value)));
        return values;
    }

    @Override
    public void start(Item project, boolean newInstance) {
        super.start(project, newInstance);
        EventIntake.get().subscribe(project.getFullName(), rule(project));
    }

    @Override
    public void stop() {
        if (job != null) {
            EventIntake.get().unsubscribe(job.getFullName());
        }
        super.stop();
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

        @POST
        public FormValidation doCheckAlerts(@QueryParameter String value) {
            return check(() -> lines(List.of(value)).forEach(AlertMatcher::parse));
        }

        @POST
        public FormValidation doCheckParameters(@QueryParameter String value) {
            return check(() -> mapping(lines(List.of(value))));
        }

        @POST
        public FormValidation doCheckConfidenceBelow(@QueryParameter double value) {
            return check(() -> new MlTrigger().setConfidenceBelow(value));
        }

        private static FormValidation check(String what, String value) {
            return check(() -> duration(what, value));
        }

        private static FormValidation check(Runnable rule) {
            try {
                rule.run();
                return FormValidation.ok();
            } catch (IllegalArgumentException e) {
                return FormValidation.error(e.getMessage());
            }
        }
    }
}
