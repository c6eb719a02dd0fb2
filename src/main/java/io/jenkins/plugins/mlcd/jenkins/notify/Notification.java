package io.jenkins.plugins.mlcd.jenkins.notify;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.ExtensionPoint;
import hudson.Util;
import hudson.model.AbstractDescribableImpl;
import hudson.model.Job;
import io.jenkins.plugins.mlcd.notify.MailBox;
import io.jenkins.plugins.mlcd.notify.Message;
import io.jenkins.plugins.mlcd.notify.Notice;
import io.jenkins.plugins.mlcd.record.Durations;
import java.io.IOException;
import java.io.Serializable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.kohsuke.stapler.DataBoundSetter;

/** Somebody who is told what happens: {@code notifications: [owners(to: 'ml-team@example.org', digest: '1h')]}. */
public abstract class Notification extends AbstractDescribableImpl<Notification> implements ExtensionPoint, Serializable {

    private static final long serialVersionUID = 1L;

    /** Enough for a person; what exceeds it comes as a digest. */
    public static final int DEFAULT_PER_HOUR = 10;

    @CheckForNull
    private String digest;

    private int perHour = DEFAULT_PER_HOUR;
    private List<String> events = new ArrayList<>();

    @CheckForNull
    public final String getDigest() {
        return digest;
    }

    /** How long notices are collected into one message; each goes at once when there is none. */
    @DataBoundSetter
    public final void setDigest(@CheckForNull String digest) {
        this.digest = Util.fixEmptyAndTrim(digest);
        mailBox();
    }

    public final int getPerHour() {
        return perHour;
    }

    /** @throws IllegalArgumentException when it is less than 1 */
    @DataBoundSetter
    public final void setPerHour(int perHour) {
        this.perHour = perHour;
        mailBox();
    }

    public final List<String> getEvents() {
        return List.copyOf(events);
    }

    /** Which of alert, start, promotion, rollback, monitor, suppression, trouble are told; all when there is none. */
    @DataBoundSetter
    public final void setEvents(@CheckForNull List<String> events) {
        List<String> wanted = events == null ? List.of() : events;
        wanted.forEach(Notice.Kind::of);
        this.events = new ArrayList<>(wanted);
    }

    final boolean wants(Notice notice) {
        return events.isEmpty() || events.contains(notice.kind().word());
    }

    final MailBox mailBox() {
        return new MailBox(digest == null ? Duration.ZERO : Durations.parse("digest", digest), perHour);
    }

    /** Who it is, for the log and to tell it from others; without secrets. */
    public abstract String describe();

    /** @throws IOException in one sentence when it cannot be sent now */
    public abstract void send(Job<?, ?> job, Message message) throws IOException, InterruptedException;
}
