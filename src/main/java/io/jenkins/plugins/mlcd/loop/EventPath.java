package io.jenkins.plugins.mlcd.loop;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.mlcd.record.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A place in an event that a build's parameter is taken from, as JSONPath writes it: {@code $.detail.labels.model},
 * {@code $.detail['new samples']}, {@code $.detail.files[0]}. There are no wildcards, filters or searches, so it takes as many steps
 * as it has names. Anything that does not begin with {@code $} stands for itself.
 */
public record EventPath(String text, List<String> steps) {

    private static final Pattern STEP = Pattern.compile("\\.([A-Za-z_][A-Za-z0-9_-]*)|\\['([^'\\]]{1,128})'\\]|\\[(\\d{1,6})\\]");
    private static final int MOST_STEPS = 16;

    /** @throws IllegalArgumentException naming the value and the rule */
    public static EventPath parse(String text) {
        if (!text.startsWith("$")) {
            return new EventPath(text, List.of());
        }
        List<String> steps = new ArrayList<>();
        Matcher step = STEP.matcher(text);
        int at = 1;
        while (at < text.length()) {
            if (!step.find(at) || step.start() != at || steps.size() == MOST_STEPS) {
                throw new IllegalArgumentException("'" + text + "' is no path of at most " + MOST_STEPS + " names such as $.detail.labels.model or $.detail.files[0]");
            }
            steps.add(step.group(1) != null ? step.group(1) : step.group(2) != null ? step.group(2) : step.group(3));
            at = step.end();
        }
        if (steps.isEmpty()) {
            throw new IllegalArgumentException("'" + text + "' must name something in the event, such as $.subject");
        }
        return new EventPath(text, steps);
    }

    /** The text, number or boolean that stands there, cut to {@value Occurrence#MAX_TEXT} characters; empty when there is none. */
    public Optional<String> in(InboxEvent event) {
        if (steps.isEmpty()) {
            return Optional.of(text);
        }
        JsonNode node = node(event);
        for (String step : steps) {
            node = node.isArray() ? node.path(step.matches("\\d{1,6}") ? Integer.parseInt(step) : -1) : node.path(step);
        }
        return node.isValueNode() && !node.isNull() ? Optional.of(cut(node.asText())) : Optional.empty();
    }

    private static ObjectNode node(InboxEvent event) {
        ObjectNode node = Json.mapper().valueToTree(event.evidence());
        return node.put("id", event.id()).put("kind", event.kind()).put("key", event.key()).put("summary", event.summary()).put("at", event.at().toString());
    }

    private static String cut(String text) {
        return (text.length() <= Occurrence.MAX_TEXT ? text : text.substring(0, Occurrence.MAX_TEXT)).replaceAll("\\p{Cntrl}", " ");
    }
}
