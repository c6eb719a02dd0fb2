package io.jenkins.plugins.mlcd.monitor.rules;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.mlcd.record.Json;
import io.jenkins.plugins.mlcd.record.Verdict;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A rule in any language: a command that is told the window, the reference and what it carried on as JSON files, and answers by its exit status
 * (0 quiet, 1 violated, 2 cannot tell) or, as the last line that it prints, by a JSON object {@code {"violated": true, "reason": "...", "pValue": 0.001,
 * "carried": {...}}}. Any other status is an error. How it is run is the runner's.
 *
 * @param command a line for a shell
 * @param runner runs it
 */
public record CommandRule(String command, CommandRunner runner) implements Rule {

    private static final int CANNOT_TELL = 2;
    private static final int LONGEST_REASON = 300;
    private static final int LONGEST_CARRIED = 4_000;

    public CommandRule {
        Objects.requireNonNull(runner, "runner");
        if (command == null || command.isBlank()) {
            throw new IllegalArgumentException("command('') runs nothing: say a command");
        }
    }

    @Override
    public String name() {
        return "command('" + command.strip() + "')";
    }

    @Override
    public Map<String, Object> parameters() {
        return Map.of("command", command);
    }

    /** It may compare with it; a model without a reference gives an empty one. */
    @Override
    public boolean needsReference() {
        return false;
    }

    @Override
    public boolean needsTraffic() {
        return false;
    }

    @Override
    public Finding inspect(Look look) {
        CommandRunner.Answer answer;
        try {
            answer = runner.run(command, question(look));
        } catch (IOException e) {
            return error("the command could not be run: " + e.getMessage());
        }
        Optional<ObjectNode> said = object(answer.output());
        if (said.isPresent()) {
            return said(said.get(), look);
        }
        return switch (answer.status()) {
            case 0 -> Finding.fact(false, "the command found nothing");
            case 1 -> Finding.fact(true, "the command ended with status 1" + tail(answer.output()));
            case CANNOT_TELL -> Finding.inconclusive("the command cannot tell" + tail(answer.output()));
            default -> error("the command ended with status " + answer.status() + tail(answer.output()));
        };
    }

    private static Map<String, String> question(Look look) {
        return Map.of(
                "window", look.window().toJson(), "reference", look.reference().toJson(),
                "look", Json.line(Json.object()
                        .put("at", look.at().toString())
                        .put("level", look.level())
                        .<ObjectNode>set("carried", look.carried().orElse(Json.mapper().nullNode()))));
    }

    private static Finding error(String reason) {
        return new Finding(Verdict.ERROR, reason, List.of(), OptionalDouble.empty(), Optional.empty());
    }

    /** Its output is not trusted: what is no answer of this form counts as none. */
    private static Finding said(ObjectNode said, Look look) {
        JsonNode violated = said.path("violated");
        String reason = text(said.path("reason").asText("the command gave no reason"));
        if (!violated.isBoolean()) {
            return Finding.inconclusive(reason);
        }
        JsonNode p = said.path("pValue");
        if (p.isNumber() && !(p.asDouble() >= 0 && p.asDouble() <= 1)) {
            return error("the command answered with the p-value " + p + ", which is not from 0 to 1");
        }
        Finding fact = Finding.fact(violated.asBoolean(), reason);
        Finding finding = !p.isNumber() ? fact : new Finding(
                violated.asBoolean() && p.asDouble() <= look.level() ? Verdict.FAIL : Verdict.PASS, reason, List.of(), OptionalDouble.of(p.asDouble()), Optional.empty());
        JsonNode carried = said.path("carried");
        return carried.isMissingNode() || carried.toString().length() > LONGEST_CARRIED ? finding : finding.carrying(carried);
    }

    private static Optional<ObjectNode> object(String output) {
        String line = last(output);
        if (!line.startsWith("{")) {
            return Optional.empty();
        }
        try {
            return Optional.of(Json.parseObject(line));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    private static String tail(String output) {
        String line = last(output);
        return line.isEmpty() ? "" : ": " + text(line);
    }

    private static String text(String text) {
        return text.length() > LONGEST_REASON ? text.substring(0, LONGEST_REASON) + "..." : text;
    }

    private static String last(String output) {
        String all = output.strip();
        return all.substring(all.lastIndexOf('\n') + 1).strip();
    }
}
