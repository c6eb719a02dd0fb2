package io.jenkins.plugins.mlcd.canary;

import io.jenkins.plugins.mlcd.expression.Limit;
import io.jenkins.plugins.mlcd.expression.Rule;
import io.jenkins.plugins.mlcd.record.Durations;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A rule that the canary has to keep: against the stable version at the same time, {@code error_rate <= stable + 0.01}, or against a
 * number, {@code error_rate <= 0.02}. What is known late is given time, {@code accuracy >= stable - 0.02 after 15m}.
 *
 * @param rule the parsed line
 * @param text as written
 * @param measure what it is about
 * @param after how long after the first traffic the rule is judged; zero for at once
 * @param line its limit over the stable version's figure, where that is a straight line
 */
public record MetricRule(Rule rule, String text, Measure measure, Duration after, Optional<Limit.Line> line) {

    /** What is judged when a Jenkinsfile names no rules; a figure that the servers do not give is left out then. */
    public static final List<String> DEFAULTS = List.of(
            "error_rate <= stable + 0.01",
            "latency_mean_ms <= 1.5 * stable + 10",
            "confidence >= stable - 0.05",
            "accuracy >= stable - 0.02",
            "estimated_accuracy >= stable - 0.02");

    private static final String REFERENCE = "stable";

    private static final Pattern LATE = Pattern.compile("(?<rule>.*\\S)\\s+after\\s+(?<after>\\S+)");

    public static MetricRule parse(String text) {
        return parse(text, List.of());
    }

    /**
     * @param custom names of figures that the provider brings
     * @throws IllegalArgumentException when {@code text} is no rule on a figure that rollouts know
     */
    public static MetricRule parse(String text, Collection<String> custom) {
        String line = text == null ? "" : text.strip();
        Matcher late = LATE.matcher(line);
        boolean isLate = late.matches();
        Rule rule = Rule.parse(isLate ? late.group("rule") : line, REFERENCE);
        Measure measure = measure(rule, line, custom);
        if (rule.comparison().wantsLarge() != measure.largeIsGood()) {
            throw new IllegalArgumentException("'" + line + "': " + rule.metric() + " is better when it is "
                    + (measure.largeIsGood() ? "larger, so write >=" : "smaller, so write <="));
        }
        if (rule.limit().linear().filter(straight -> straight.slope() < 0).isPresent()) {
            throw new IllegalArgumentException("'" + line + "': the limit falls as the stable version's figure rises");
        }
        if (!rule.limit().relative() && measure.type() == Measure.Type.LATENCY && measure.quantile().isEmpty()) {
            throw new IllegalArgumentException("'" + line + "': a mean latency is only compared with the stable version's; hold latency_p50_ms, p90 or p99 against a number");
        }
        Duration after = isLate ? Durations.parse("the time after which '" + line + "' is judged", late.group("after")) : Duration.ZERO;
        return new MetricRule(rule, line, measure, after, rule.limit().linear());
    }

    private static Measure measure(Rule rule, String line, Collection<String> custom) {
        String name = rule.metric().toString();
        if (rule.scope().isEmpty() && Measure.builtIn().containsKey(name)) {
            return Measure.builtIn().get(name);
        }
        if (rule.scope().isEmpty() && custom.contains(name)) {
            return Measure.custom(name, rule.comparison().wantsLarge());
        }
        Set<String> names = new TreeSet<>(Measure.builtIn().keySet());
        names.addAll(custom);
        throw new IllegalArgumentException("'" + line + "': a rollout knows the figures " + names + ", without a prefix");
    }

    boolean relative() {
        return rule.limit().relative();
    }

    /** The limit for the canary when the stable version's figure is {@code stable}. */
    double limit(double stable) {
        return line.isPresent() ? line.get().at(stable) : rule.limit().at(stable);
    }

    /** Whether the canary's figure keeps the rule, when that of the stable version is {@code stable}. */
    boolean kept(double canary, double stable) {
        return rule.comparison().holds(canary, limit(relative() ? stable : 0));
    }
}
