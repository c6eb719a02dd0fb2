package io.jenkins.plugins.mlcd.jenkins.sources;

import hudson.ExtensionPoint;
import hudson.Util;
import hudson.model.AbstractDescribableImpl;
import hudson.model.Descriptor;
import hudson.model.Item;
import hudson.util.FormValidation;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.mlcd.record.Durations;
import io.jenkins.plugins.mlcd.sources.Pace;
import io.jenkins.plugins.mlcd.sources.Source;
import java.io.Serializable;
import java.util.Optional;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** A place where the data of a job change, as it is written in a Jenkinsfile: {@code sources: [http(url: '...', interval: '10m')]}. */
public abstract class DataSource extends AbstractDescribableImpl<DataSource> implements ExtensionPoint, Serializable {

    private static final long serialVersionUID = 1L;

    public static final String DEFAULT_INTERVAL = "5m";

    private String interval = DEFAULT_INTERVAL;

    public final String getInterval() {
        return interval;
    }

    /** @throws IllegalArgumentException when it is no duration, or shorter than a second */
    @DataBoundSetter
    public final void setInterval(@CheckForNull String interval) {
        String text = Util.fixEmptyAndTrim(interval);
        this.interval = text == null ? DEFAULT_INTERVAL : text;
        pace();
    }

    public final Pace pace() {
        return new Pace(Durations.parse("interval", interval));
    }

    /** What is looked at, as people and the record name it; where the data are, without secrets. */
    public abstract String describe();

    /** Where the data are, as webhooks would say it, such as {@code s3://bucket/prefix}. */
    public abstract String uri();

    /**
     * What looks at it now, with today's credentials and permissions.
     *
     * @throws IllegalArgumentException in one sentence, when it cannot be looked at
     */
    public abstract Source source(Item job);

    /**
     * What looks only at {@code uri}, an object that an event names; empty when this source does not see it.
     *
     * @throws IllegalArgumentException in one sentence, when it cannot be looked at
     */
    Optional<Source> only(Item job, String uri) {
        return Optional.empty();
    }

    /** @throws IllegalArgumentException when there is nothing but spaces */
    static String required(String what, @CheckForNull String text) {
        String value = Util.fixEmptyAndTrim(text);
        if (value == null) {
            throw new IllegalArgumentException(what + " must not be empty");
        }
        return value;
    }

    /** The kinds that can be chosen from. */
    public abstract static class DataSourceDescriptor extends Descriptor<DataSource> {

        @POST
        public FormValidation doCheckInterval(@QueryParameter String value) {
            try {
                if (Util.fixEmptyAndTrim(value) != null) {
                    new Pace(Durations.parse("interval", value));
                }
                return FormValidation.ok();
            } catch (IllegalArgumentException e) {
                return FormValidation.error(e.getMessage());
            }
        }
    }
}
