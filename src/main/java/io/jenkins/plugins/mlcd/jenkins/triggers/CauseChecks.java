package io.jenkins.plugins.mlcd.jenkins.triggers;

import com.fasterxml.jackson.databind.node.ObjectNode;
import hudson.model.Job;
import io.jenkins.plugins.mlcd.jenkins.webhook.WebhookEndpoint;
import io.jenkins.plugins.mlcd.loop.InboxEvent;
import io.jenkins.plugins.mlcd.record.EventLog;
import io.jenkins.plugins.mlcd.record.JobLayout;
import io.jenkins.plugins.mlcd.record.Schema;
import io.jenkins.plugins.mlcd.webhook.AlertmanagerApi;
import io.jenkins.plugins.mlcd.webhook.WebhookSource;
import java.io.IOException;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Whether causes still hold when their build is about to begin: one that does is enough. What cannot be found out is taken to hold,
 * because a retraining too many costs less than one that never comes.
 */
final class CauseChecks {

    private static final Logger LOGGER = Logger.getLogger(CauseChecks.class.getName());

    private CauseChecks() {}

    /**
     * Why none of them holds any longer; empty when one does.
     *
     * @param more whether there are others that are not looked at
     */
    static Optional<String> refutation(Job<?, ?> job, List<InboxEvent> causes, boolean more) {
        Map<URI, Optional<Set<String>>> firing = new HashMap<>();
        Optional<String> reason = Optional.empty();
        for (InboxEvent cause : causes) {
            reason = switch (cause.kind()) {
                case "alert" -> over(cause, firing);
                case "dataset" -> known(job, cause);
                default -> Optional.empty();
            };
            if (reason.isEmpty()) {
                return Optional.empty();
            }
        }
        return more ? Optional.empty() : reason;
    }

    private static Optional<String> over(InboxEvent alert, Map<URI, Optional<Set<String>>> firing) {
        Optional<URI> url = WebhookEndpoint.get().settings().sources().stream().filter(source -> source.name().equals(alert.evidence().get("source")))
                .findFirst().flatMap(WebhookSource::alertmanagerUrl);
        Optional<String> fingerprint = alert.detail("fingerprint");
        if (url.isEmpty() || fingerprint.isEmpty()) {
            return Optional.empty();
        }
        return firing.computeIfAbsent(url.get(), AlertmanagerApi::firing).filter(all -> !all.contains(fingerprint.get()))
                .map(all -> "alert " + alert.subject() + " is no longer firing, says " + url.get());
    }

    /** A version that a build of this job has read already is nothing new. */
    private static Optional<String> known(Job<?, ?> job, InboxEvent cause) {
        Optional<String> version = cause.detail("version");
        if (version.isEmpty() || !cause.subject().matches("[A-Za-z0-9][A-Za-z0-9._-]{0,63}")) {
            return Optional.empty();
        }
        try {
            for (ObjectNode line : EventLog.read(new JobLayout(job.getRootDir().toPath()).dataset(cause.subject()), Schema.DATASET_HISTORY)) {
                if (line.path("event").asText().equals("version") && line.path("dataVersion").asText().equals(version.get())) {
                    return Optional.of("build " + line.path("build").asText() + " has used version " + version.get() + " of " + cause.subject() + " already");
                }
            }
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, e, () -> "which versions of " + cause.subject() + " builds of " + job.getFullName() + " have used is not known");
        }
        return empty(cause);
    }

    private static Optional<String> empty(InboxEvent cause) {
        return cause.detail("samples").filter("0"::equals).map(none -> "version " + cause.detail("version").orElse("") + " of " + cause.subject() + " has no samples");
    }
}
