package io.jenkins.plugins.mlcd.monitor;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.mlcd.monitor.profile.Profile;
import io.jenkins.plugins.mlcd.monitor.rules.CommandRule;
import io.jenkins.plugins.mlcd.monitor.rules.CommandRunner;
import io.jenkins.plugins.mlcd.monitor.rules.Look;
import io.jenkins.plugins.mlcd.monitor.rules.WatchedRule;
import io.jenkins.plugins.mlcd.record.Json;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A watch: which rules look at how many windows.
 *
 * @param model the model version that is watched, such as {@code digits:42}
 * @param target where it serves
 * @param rules at least one, each kind once
 * @param interval length of a window, whole seconds, at least 1
 * @param count number of windows, 1 to 100,000
 * @param minSamples a window of fewer samples says nothing; at least 1
 * @param alpha chance, for each rule and watch, of being raised although nothing changed; above 0 and at most 0.5
 */
public record WatchPlan(
        String model, String target, List<WatchedRule> rules, Duration interval, int count, int minSamples, double alpha) {

    public static final int MIN_SAMPLES = 30;
    public static final double ALPHA = 0.01;
    private static final int MOST_WINDOWS = 100_000;

    public WatchPlan {
        rules = List.copyOf(rules);
        if (interval.compareTo(Duration.ofSeconds(1)) < 0 || interval.toMillis() % 1000 != 0) {
            throw new IllegalArgumentException("interval must be whole seconds, at least 1s, but is " + interval.toMillis() + " ms");
        }
        if (count < 1 || count > MOST_WINDOWS) {
            throw new IllegalArgumentException("count must be 1 to " + MOST_WINDOWS + " windows, but is " + count);
        }
        if (minSamples < 1) {
            throw new IllegalArgumentException("minSamples must be at least 1, but is " + minSamples);
        }
        if (!(alpha > 0 && alpha <= 0.5)) {
            throw new IllegalArgumentException("alpha must be above 0 and at most 0.5, but is " + alpha);
        }
        if (rules.isEmpty()) {
            throw new IllegalArgumentException("a watch needs at least 1 rule");
        }
        requireAttainable(rules, interval, count);
    }

    private static void requireAttainable(List<WatchedRule> rules, Duration interval, int count) {
        Set<String> names = new HashSet<>();
        for (WatchedRule watched : rules) {
            String name = watched.rule().name();
            if (!names.add(name)) {
                throw new IllegalArgumentException("rule " + name + " is given twice");
            }
            int needed = watched.needed(interval, count);
            if (needed > count) {
                throw new IllegalArgumentException("rule " + name + " is raised by " + needed + " violated windows, but the watch has only "
                        + count + ": raise count or lower violations");
            }
        }
    }

    /** How many violated windows raise the rule. */
    public int needed(WatchedRule watched) {
        return watched.needed(interval, count);
    }

    /** Windows in which the violated ones of a rule must lie; at most all. */
    int period(WatchedRule watched) {
        return Math.min(count, watched.raising().windows(interval));
    }

    /** Whether the watch is longer than the time in which violated windows must lie, so that the evidence has to last beyond it. */
    boolean outlasts(WatchedRule watched) {
        return count > period(watched);
    }

    /** The evidence, as an e-value, without which no rule that tests is raised: one over what {@link Look#LUCK} leaves of alpha. */
    public double evidenceNeeded() {
        return 1 / (alpha * (1 - Look.LUCK));
    }

    /**
     * The level at which one window is tested: what luck leaves of alpha, times needed, over the windows of the period; half of it in a watch that
     * outlasts the period. Then a period without change has at most that much times needed violated windows to expect, and by Markov's inequality
     * no larger chance to reach needed, however the windows depend on each other. See {@link RuleState} for what follows after the period.
     */
    public double level(WatchedRule watched) {
        double share = outlasts(watched) ? 0.5 : 1;
        return share / evidenceNeeded() * Math.min(1.0, (double) needed(watched) / period(watched));
    }

    public boolean needsReference() {
        return rules.stream().anyMatch(watched -> watched.rule().needsReference());
    }

    /** The same watch, whose command rules are run by {@code runner}. */
    public WatchPlan runningCommandsBy(CommandRunner runner) {
        List<WatchedRule> placed = rules.stream()
                .map(watched -> watched.rule() instanceof CommandRule rule
                        ? new WatchedRule(new CommandRule(rule.command(), runner), watched.sensitivity(), watched.raising(), watched.action())
                        : watched)
                .toList();
        return new WatchPlan(model, target, placed, interval, count, minSamples, alpha);
    }

    public boolean runsCommands() {
        return rules.stream().anyMatch(watched -> watched.rule() instanceof CommandRule);
    }

    /** The {@code watched} event of the record. */
    ObjectNode toJson(Profile reference, Optional<String> dataVersion) {
        ObjectNode event = Json.object().put("event", "watched").put("model", model).put("target", target);
        ObjectNode trained = event.putObject("reference").put("samples", reference.samples());
        dataVersion.ifPresent(version -> trained.put("dataVersion", version));
        ArrayNode list = event.putArray("rules");
        for (WatchedRule watched : rules) {
            ObjectNode rule = list.addObject()
                    .put("rule", watched.rule().name())
                    .put("sensitivity", watched.sensitivity().word())
                    .put("action", watched.action().word())
                    .put("violations", needed(watched))
                    .put("withinSeconds", watched.raising().within().toSeconds())
                    .put("recovery", watched.raising().recovery(needed(watched)))
                    .put("level", level(watched));
            rule.setAll((ObjectNode) Json.mapper().valueToTree(watched.rule().parameters()));
        }
        return event.put("interval", interval.toSeconds())
                .put("count", count)
                .put("minSamples", minSamples)
                .put("alpha", alpha);
    }
}
