package io.jenkins.plugins.mlcd.expression;

import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A rule on one figure, written on one line: {@code accuracy >= 0.97}, {@code old.latency_p99_ms <= 1.2 * baseline}.
 *
 * @param text the rule as written
 * @param scope what the figure is of, before the dot; absent when the rule is for all
 * @param metric the figure
 * @param comparison how it is compared
 * @param limit with what it is compared
 */
public record Rule(String text, Optional<String> scope, Metric metric, Comparison comparison, Limit limit) {

    private static final int MAX_LENGTH = 200;

    private static final Pattern FORM = Pattern.compile("(?:(?<scope>[A-Za-z0-9][A-Za-z0-9._-]*)\\.)?(?<name>[A-Za-z_][A-Za-z0-9_]*)"
            + "(?:\\[(?<key>[a-z]+)=(?<value>[^\\]]+)\\])?\\s*(?<sign>>=|<=|>|<)\\s*(?<limit>[^<>=]+)");

    public Rule {
        Objects.requireNonNull(text, "text");
        Objects.requireNonNull(metric, "metric");
        Objects.requireNonNull(comparison, "comparison");
        Objects.requireNonNull(limit, "limit");
    }

    /**
     * @param reference the word that stands for the other model's figure in the limit
     * @throws IllegalArgumentException when {@code text} is no rule; one sentence that names it and what is wrong
     */
    public static Rule parse(String text, String reference) {
        String line = text == null ? "" : text.strip();
        Matcher form = FORM.matcher(line);
        if (line.length() > MAX_LENGTH || !form.matches()) {
            throw new IllegalArgumentException("'" + line + "' is not a rule: write '<metric> >= <limit>' or with >, <= or <, such as"
                    + " 'accuracy >= " + reference + " - 0.005', in at most " + MAX_LENGTH + " characters");
        }
        try {
            String name = form.group("name");
            Optional<Metric.Selector> selector = Optional.ofNullable(form.group("key"))
                    .map(key -> new Metric.Selector(key, form.group("value").strip()));
            Limit limit = Limit.parse(Units.resolve(form.group("limit").strip(), name), reference);
            return new Rule(
                    line,
                    Optional.ofNullable(form.group("scope")),
                    new Metric(name, selector),
                    Comparison.of(form.group("sign")),
                    limit);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("'" + line + "': " + e.getMessage(), e);
        }
    }
}
