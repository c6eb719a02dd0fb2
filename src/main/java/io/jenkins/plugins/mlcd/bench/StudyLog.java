package io.jenkins.plugins.mlcd.bench;

import io.jenkins.plugins.mlcd.record.EventLog;
import io.jenkins.plugins.mlcd.record.EventLog.Durability;
import io.jenkins.plugins.mlcd.record.Json;
import io.jenkins.plugins.mlcd.record.Schema;
import io.jenkins.plugins.mlcd.sweep.SearchSpace;
import io.jenkins.plugins.mlcd.sweep.StudyDefinition;
import io.jenkins.plugins.mlcd.sweep.StudyEvent;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.SplittableRandom;

/** The record of a study whose trials are all complete, written in one go. */
final class StudyLog {

    private StudyLog() {}

    /** Random trials of a space without an algorithm's name; a trial's value is the sum of its parameters. */
    static void write(Path file, StudyDefinition definition, int trials) throws IOException {
        SearchSpace space = definition.algorithms().get("");
        SplittableRandom random = new SplittableRandom(1);
        try (EventLog log = EventLog.open(file, Schema.STUDY)) {
            append(log, new StudyEvent.Defined(Instant.EPOCH, definition.toJson()));
            for (int number = 0; number < trials; number++) {
                Map<String, Object> params = space.at(random.doubles(space.parameters().size()).toArray());
                double value = params.values().stream().mapToDouble(x -> (Double) x).sum();
                append(log, new StudyEvent.Asked(Instant.EPOCH, number, "", params, 0, "1"));
                append(log, new StudyEvent.Told(Instant.EPOCH, number, value, Map.of(definition.metric(), value)));
            }
        }
    }

    private static void append(EventLog log, StudyEvent event) throws IOException {
        log.append(Json.mapper().valueToTree(event), Durability.WRITTEN);
    }
}
