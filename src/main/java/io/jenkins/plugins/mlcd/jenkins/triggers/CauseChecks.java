package io.jenkins.plugins.mlcd.jenkins.triggers;

import com.fasterxml.jackson.databind.node.ObjectNode;
import hudson.model.Job;
import io.jenkins.plugins.mlcd.jenkins.webhook.WebhookEndpoint;
import io.jenkins.plugins.mlcd.jenkins.sources.EventData;
import io.jenkins.plugins.mlcd.loop.InboxEvent;
import io.jenkins.plugins.mlcd.loop.Occurrence;
import io.jenkins.plugins.mlcd.record.EventLog;
import io.jenkins.plugins.mlcd.record.JobLayout;
import io.jenkins.plugins.mlcd.record.Schema;
import io.jenkins.plugins.mlcd.sources.DataPlace.Finding;
import io.jenkins.plugins.mlcd.sources.DataPlace.Presence;
import io.jenkins.plugins.mlcd.webhook.AlertmanagerApi;
import io.jenkins.plugins.mlcd.webhook.WebhookSource;
import java.io.IOException;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Whether causes still hold when their build is about to begin: one that does is enough. What cannot be found out is taken to hold,
 * because a retraining too many costs less than one that never comes.
 */
final class CauseChecks {

    private static final Logger LOGGER = Logger.getLogger(CauseChecks.class.getName());

    private static final String DATASET = Occurrence.Kind.DATASET.word();

    /** A look takes some seconds at most, and the build waits for it. */
    private static final int MOST_LOOKS = 5;

    private CauseChecks() {}

    /** The same, and whether the data are there that a cause names, which {@code told} is told about. */
    static Optional<String> refutationAtStart(Job<?, ?> job, List<InboxEvent> causes, Consumer<String> told) {
        Optional<String> refutation = refutation(job, causes, false);
        return refutation.isPresent() ? refutation : missing(job, causes, told);
    }

    /** Only what tells of data and nothing else that holds can be refuted by data that are missing. */
    private static Optional<String> missing(Job<?, ?> job, List<InboxEvent> causes, Consumer<String> told) {
        Optional<String> reason = Optional.empty();
        boolean holds = false;
        for (InboxEvent cause : causes.stream().limit(MOST_LOOKS).toList()) {
            Optional<String> uri = cause.kind().equals(DATASET) ? cause.detail("uri") : Optional.empty();
            Optional<Finding> finding = uri.flatMap(place -> look(job, place));
            if (finding.isPresent() && finding.get().presence() == Presence.MISSING) {
                reason = Optional.of("version " + cause.detail("version").orElse("") + " of " + cause.subject() + " has no data: " + finding.get().sentence());
                told.accept(reason.get());
                continue;
            }
            holds = true;
            if (cause.kind().equals(DATASET)) {
                told.accept(finding.map(found -> found.presence() == Presence.THERE ? "data of " + cause.subject() + ": " + found.sentence()
                        : "whether the data of " + cause.subject() + " are there is not known: " + found.sentence())
                        .orElse("whether the data of " + cause.subject() + " are there is not known: the event names no place"));
            }
        }
        return holds || causes.size() > MOST_LOOKS ? Optional.empty() : reason;
    }

    private static Optional<Finding> look(Job<?, ?> job, String place) {
        try {
            return Optional.of(EventData.look(job, place));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

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
