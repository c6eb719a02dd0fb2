package io.jenkins.plugins.mlcd.view;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.mlcd.record.Json;
import java.time.Instant;
import java.util.List;

/** A trial as the pages read it. */
final class TrialJson {

    /** The resources that a chart sets against the objective. */
    private static final List<String> USED = List.of("cpu_seconds", "peak_memory_bytes", "device_memory_bytes", "model_bytes", "parameters");

    private TrialJson() {}

    /** What a row of the table shows. */
    static ObjectNode row(TrialRow row) {
        ObjectNode json = drawn(row);
        json.put("build", row.study.build()).put("study", row.study.name());
        put(json, "worker", row.worker);
        put(json, "reason", row.reason);
        put(json, "model", row.model);
        json.put("seed", row.seed);
        if (row.resources != Cells.NONE) {
            json.set("resources", row.resources.json());
        }
        if (row.curve != null) {
            json.put("steps", row.curve.size());
        }
        return json;
    }

    /** What the charts of a study draw. */
    static ObjectNode drawn(TrialRow row) {
        ObjectNode json = Json.object().put("number", row.number).put("state", row.state.word());
        put(json, "algorithm", row.algorithm);
        Numbers.put(json, "value", row.value);
        json.set("params", row.params.json());
        if (row.metrics != Cells.NONE) {
            json.set("metrics", row.metrics.json());
        }
        putTime(json, "startedAt", row.startedAt);
        putTime(json, "endedAt", row.endedAt);
        ObjectNode used = Json.object();
        for (String name : USED) {
            Numbers.put(used, name, row.resources.number(name));
        }
        if (!used.isEmpty()) {
            json.set("resources", used);
        }
        return json;
    }

    private static void putTime(ObjectNode json, String name, long millis) {
        if (millis != 0) {
            json.put(name, Instant.ofEpochMilli(millis).toString());
        }
    }

    private static void put(ObjectNode json, String name, String text) {
        if (text != null) {
            json.put(name, text);
        }
    }
}
