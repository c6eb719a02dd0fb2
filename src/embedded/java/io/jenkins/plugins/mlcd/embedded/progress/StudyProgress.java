package io.jenkins.plugins.mlcd.embedded.progress;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** How far a sweep is, from the events of its record. Not safe for use by several threads. */
final class StudyProgress {

    /** A trial that runs. */
    static final class Trial {
        final int number;
        final String algorithm;
        final String params;
        final String worker;
        final Instant started;
        String step = "";
        String metric = "";

        private Trial(int number, ObjectNode asked, Instant started) {
            this.number = number;
            this.algorithm = asked.path("algorithm").asText("");
            this.params = params(asked.path("params"));
            this.worker = asked.path("worker").asText("");
            this.started = started;
        }
    }

    private static final int SHORT_TEXT = 8;

    private final Map<Integer, Trial> running = new TreeMap<>();
    private final Set<Integer> counted = new HashSet<>();
    private String study = "";
    private String metric = "";
    private boolean maximize = true;
    private int max;
    private int told;
    private int pruned;
    private int failed;
    private Integer bestTrial;
    private double bestValue;
    private Instant firstAsked;
    private boolean ended;

    /** Takes the next event of the record, in the order in which it was written. */
    void apply(ObjectNode event) {
        int trial = event.path("trial").asInt(-1);
        switch (event.path("event").asText()) {
            case "defined" -> define(event.path("definition"));
            case "asked" -> ask(trial, event);
            case "reported" -> report(trial, event);
            case "told" -> tell(trial, event.path("value").asDouble(Double.NaN));
            case "pruned" -> pruned += finish(trial);
            case "failed" -> failed += finish(trial);
            case "lost" -> running.remove(trial);
            case "ended" -> ended = true;
            default -> { }
        }
    }

    private void define(JsonNode definition) {
        study = definition.path("study").asText(study);
        metric = definition.path("metric").asText(metric);
        maximize = !"minimize".equals(definition.path("direction").asText());
        max = definition.path("maxTrialCount").asInt(max);
    }

    private void ask(int trial, ObjectNode event) {
        Instant at = Instant.parse(event.path("at").asText(Instant.EPOCH.toString()));
        firstAsked = firstAsked == null ? at : firstAsked;
        running.put(trial, new Trial(trial, event, at));
    }

    private void report(int trial, ObjectNode event) {
        Trial known = running.get(trial);
        JsonNode value = event.path("metrics").path(metric);
        if (known != null) {
            known.step = event.path("step").asText("");
            known.metric = value.isNumber() ? number(value.asDouble()) : known.metric;
        }
    }

    private void tell(int trial, double value) {
        told += finish(trial);
        boolean better = bestTrial == null || (maximize ? value > bestValue : value < bestValue);
        if (better && Double.isFinite(value)) {
            bestTrial = trial;
            bestValue = value;
        }
    }

    private int finish(int trial) {
        running.remove(trial);
        return counted.add(trial) ? 1 : 0;
    }

    boolean isEnded() {
        return ended;
    }

    List<Trial> running() {
        return new ArrayList<>(running.values());
    }

    private int finished() {
        return told + pruned + failed;
    }

    /** {@code Sweep digits: 23 of 60 done, 2 running, 9 pruned, 1 failed, best accuracy 0.981 (trial 12), about 2 min left}. */
    String summary(Instant now) {
        StringBuilder line = new StringBuilder("Sweep ").append(study).append(": ").append(finished());
        line.append(max > 0 ? " of " + max : "").append(" done, ").append(running.size()).append(" running, ")
                .append(pruned).append(" pruned, ").append(failed).append(" failed");
        if (bestTrial != null) {
            line.append(", best ").append(metric).append(' ').append(number(bestValue)).append(" (trial ").append(bestTrial).append(')');
        }
        left(now).ifPresent(time -> line.append(", about ").append(Times.text(time)).append(" left"));
        return line.toString();
    }

    private Optional<Duration> left(Instant now) {
        int open = max - finished();
        if (ended || firstAsked == null || finished() == 0 || open <= 0) {
            return Optional.empty();
        }
        return Optional.of(Duration.between(firstAsked, now).dividedBy(finished()).multipliedBy(open));
    }

    static String number(double value) {
        return new java.math.BigDecimal(value).round(new java.math.MathContext(4)).stripTrailingZeros().toPlainString();
    }

    private static String params(@CheckForNull JsonNode params) {
        List<String> parts = new ArrayList<>();
        params.fields().forEachRemaining(entry -> parts.add(entry.getKey() + "=" + value(entry.getValue())));
        return String.join(" ", parts);
    }

    private static String value(JsonNode value) {
        String text = value.isFloatingPointNumber() ? number(value.asDouble()) : value.asText();
        return text.length() > SHORT_TEXT ? text.substring(0, SHORT_TEXT - 1) + "~" : text;
    }
}
