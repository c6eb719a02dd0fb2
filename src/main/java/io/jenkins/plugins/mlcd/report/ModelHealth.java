package io.jenkins.plugins.mlcd.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.mlcd.record.BuildLayout;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How healthy a build leaves its model: the worst of what its gate, rollout and monitor said.
 *
 * @param score 0 to 100
 * @param sentence what each said
 */
public record ModelHealth(int score, String sentence) {

    private static final int GOOD = 100;
    private static final int UNSURE = 60;
    private static final int POOR = 40;
    private static final int BAD = 10;

    /** Empty when none of these stages has said anything. */
    public static Optional<ModelHealth> of(BuildLayout layout) throws IOException {
        ObjectNode stages = StageDocuments.of(layout);
        int score = GOOD;
        List<String> said = new ArrayList<>();
        String gate = stages.path("validation").path("verdict").asText();
        if (!gate.isEmpty()) {
            score = Math.min(score, ofGate(gate, stages.path("override").path("approved").asBoolean()));
            said.add("gate " + gate);
        }
        String phase = last(last(stages.path("rollouts")).path("phases")).path("phase").asText();
        if (!phase.isEmpty()) {
            score = Math.min(score, phase.equals("failed") || phase.equals("rollingBack") ? BAD : GOOD);
            said.add("canary " + phase);
        }
        String watch = last(stages.path("watches")).path("verdict").path("verdict").asText();
        if (!watch.isEmpty()) {
            score = Math.min(score, ofWatch(watch));
            said.add("monitor " + watch);
        }
        return said.isEmpty() ? Optional.empty() : Optional.of(new ModelHealth(score, "Model " + model(stages) + ": " + String.join(", ", said)));
    }

    private static int ofGate(String verdict, boolean approved) {
        return verdict.equals("PASS") || approved ? GOOD : verdict.equals("INCONCLUSIVE") ? UNSURE : BAD;
    }

    private static int ofWatch(String verdict) {
        return switch (verdict) {
            case "ok" -> GOOD;
            case "alert", "inconclusive" -> UNSURE;
            default -> POOR;
        };
    }

    private static String model(JsonNode stages) {
        String model = stages.path("validation").path("model").asText();
        return model.isEmpty() ? last(stages.path("watches")).path("model").asText() : model;
    }

    private static JsonNode last(JsonNode list) {
        return list.path(Math.max(0, list.size() - 1));
    }
}
