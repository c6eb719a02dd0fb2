package io.jenkins.plugins.mlcd.cli;

import io.jenkins.plugins.mlcd.labels.LabelQueue;
import io.jenkins.plugins.mlcd.labels.QueuedSample;
import io.jenkins.plugins.mlcd.record.JobLayout;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which queues the subcommands of {@code mlcd labels} mean. */
final class LabelsPlace {

    private static final int SHORTEST = 6;

    @Mixin
    private RegistryPlace place;

    @Option(names = "--model", paramLabel = "NAME", description = "Only the queue of this model.")
    private Optional<String> model = Optional.empty();

    /** By job and model; at least one. */
    Map<String, LabelQueue> queues() throws IOException {
        Map<String, LabelQueue> queues = new LinkedHashMap<>();
        for (Map.Entry<String, Path> job : place.jobs().entrySet()) {
            for (String name : new JobLayout(job.getValue()).labelled()) {
                if (model.isEmpty() || model.get().equals(name)) {
                    queues.put(job.getKey() + " " + name, new LabelQueue(job.getValue(), name, InstantSource.system()));
                }
            }
        }
        if (queues.isEmpty()) {
            throw new UsageException("there is no queue of labels" + model.map(name -> " for '" + name + "'").orElse("") + "; the step mlLabels fills one");
        }
        return queues;
    }

    /** The one queue that is meant. */
    LabelQueue one() throws IOException {
        Map<String, LabelQueue> queues = queues();
        if (queues.size() > 1) {
            throw new UsageException("there are several queues, say which one with --job and --model: " + String.join(", ", queues.keySet()));
        }
        return queues.values().iterator().next();
    }

    /** @param id of a sample, or its first characters */
    static String id(LabelQueue queue, String id) throws IOException {
        if (id.length() < SHORTEST) {
            throw new UsageException("a sample is named by at least " + SHORTEST + " characters of its id, not by '" + id + "'");
        }
        List<String> found = queue.samples(Optional.empty()).stream().map(QueuedSample::sample).map(sample -> sample.content()).filter(content -> content.startsWith(id)).toList();
        if (found.size() != 1) {
            throw new UsageException("'" + id + "' is the beginning of " + found.size() + " samples of the queue");
        }
        return found.get(0);
    }
}
