package io.jenkins.plugins.mlcd.jenkins.sources;

import com.fasterxml.jackson.databind.node.ObjectNode;
import hudson.model.Job;
import io.jenkins.plugins.mlcd.jenkins.triggers.MlTrigger;
import io.jenkins.plugins.mlcd.loop.Occurrence;
import io.jenkins.plugins.mlcd.record.Json;
import io.jenkins.plugins.mlcd.sources.SourceChange;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** A change that was seen at a source, in the form in which webhooks tell of one. */
final class PolledChange {

    private PolledChange() {}

    /** It is a new version of the data set of the job's trigger, of which other jobs may hear, too; without one it is meant for this job alone. */
    static Occurrence of(Job<?, ?> job, MlTrigger trigger, DataSource source, SourceChange change) {
        String subject = trigger.polledDataset(job);
        ObjectNode detail = Json.object().put("dataset", subject).put("uri", source.uri()).put("version", change.version()).put("before", change.before());
        change.samples().ifPresent(count -> detail.put("samples", count));
        change.newSamples().ifPresent(count -> detail.put("newSamples", count));
        return new Occurrence(Occurrence.Kind.DATASET, true, subject, List.of(source.uri()), change.key(), change.summary(),
                Map.of("job", job.getFullName()), change.newSamples(), change.samples(), OptionalDouble.empty(), detail, "poll");
    }
}
