package io.jenkins.plugins.mlcd.jenkins.notify;

import hudson.Extension;
import hudson.model.Job;
import io.jenkins.plugins.mlcd.jenkins.triggers.InboxListener;
import io.jenkins.plugins.mlcd.loop.InboxEvent;
import io.jenkins.plugins.mlcd.notify.Notice;
import io.jenkins.plugins.mlcd.notify.Notice.Kind;
import java.time.Instant;
import java.util.Optional;
import jenkins.model.Jenkins;

/** Makes notices of what becomes of the causes in a job's inbox. */
@Extension
public final class InboxNotices implements InboxListener {

    @Override
    public void changed(Job<?, ?> job, InboxEvent event, Change change, String reason) {
        kind(change).ifPresent(kind -> NoticeDesk.get().tell(job, new Notice(kind, job.getFullName(), Instant.now(), sentence(event, change, reason),
                link(job, event), Optional.empty())));
    }

    private static Optional<Kind> kind(Change change) {
        return switch (change) {
            case ACCEPTED -> Optional.of(Kind.ALERT);
            case STARTED -> Optional.of(Kind.START);
            case SUPPRESSED, NOT_BUILT -> Optional.of(Kind.SUPPRESSION);
            case BACKING_OFF, LOOP_STOPPED -> Optional.of(Kind.TROUBLE);
            case MERGED -> Optional.empty(); // the cause that it joined was told
        };
    }

    private static String sentence(InboxEvent event, Change change, String reason) {
        String why = reason.isEmpty() ? "" : ": " + reason;
        String build = event.build().map(number -> "build " + number).orElse("a build");
        return switch (change) {
            case STARTED -> build + " began because " + event.summary() + why;
            case SUPPRESSED -> "no build for '" + event.summary() + "'" + why;
            case NOT_BUILT -> build + " had nothing to do for '" + event.summary() + "'" + why;
            default -> event.summary() + why;
        };
    }

    private static Optional<String> link(Job<?, ?> job, InboxEvent event) {
        String root = Jenkins.get().getRootUrl();
        return root == null ? Optional.empty() : Optional.of(root + job.getUrl() + event.build().map(number -> number + "/").orElse(""));
    }
}
