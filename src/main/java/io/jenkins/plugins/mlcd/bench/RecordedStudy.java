package io.jenkins.plugins.mlcd.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.mlcd.record.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** The events of a study as a real one has them, in the order in which a few workers make them. */
final class RecordedStudy {

    private static final String AT = "2026-01-01T00:00:00.123456789Z";

    private RecordedStudy() {}

    /** Of as many trials as it takes: each is asked, reports once and is told, and every fifth is pruned. */
    static List<ObjectNode> events(int count) {
        List<ObjectNode> events = new ArrayList<>(count);
        for (int trial = 0; events.size() < count; trial++) {
            events.addAll(trial(trial));
        }
        return events.subList(0, count);
    }

    static ObjectNode defined() {
        ObjectNode event = Json.object().put("event", "defined").put("at", AT);
        event.putObject("definition").put("study", "bench").put("metric", "accuracy").put("direction", "maximize");
        return event;
    }

    static List<ObjectNode> trial(int number) {
        SplittableRandom random = new SplittableRandom(number);
        double accuracy = random.nextDouble();
        ObjectNode asked = event("asked", number).put("algorithm", "convnet");
        asked.putObject("params").put("lr", Math.pow(10, -1 - 3 * random.nextDouble())).put("dropout", random.nextDouble() / 2).put("width", 8 + 4 * random.nextInt(3));
        asked.put("seed", random.nextInt(Integer.MAX_VALUE)).put("worker", "1");
        ObjectNode reported = event("reported", number).put("step", 1);
        reported.putObject("metrics").put("accuracy", accuracy).put("loss", 1 - accuracy);
        ObjectNode end;
        if (number % 5 == 4) {
            end = event("pruned", number).put("step", 1).put("value", accuracy).put("reason", "below the median");
        } else {
            end = event("told", number).put("value", accuracy);
            end.putObject("metrics").put("accuracy", accuracy).put("loss", 1 - accuracy);
        }
        return List.of(asked, reported, end);
    }

    private static ObjectNode event(String name, int trial) {
        return Json.object().put("event", name).put("at", AT).put("trial", trial);
    }
}
