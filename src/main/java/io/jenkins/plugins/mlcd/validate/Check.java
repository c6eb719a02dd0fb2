package io.jenkins.plugins.mlcd.validate;

import io.jenkins.plugins.mlcd.expression.Rule;
import java.util.Collection;
import java.util.List;

/**
 * One line of a gate's policy, such as {@code accuracy >= baseline - 0.005}, for one benchmark or for every one.
 *
 * @param rule the parsed line; its scope is the benchmark's name
 */
public record Check(Rule rule) {

    private static final String REFERENCE = "baseline";

    /** @throws IllegalArgumentException when {@code text} is no check */
    public static Check parse(String text) {
        Rule rule = Rule.parse(text, REFERENCE);
        try {
            Question.of(rule.metric(), new Columns());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("'" + rule.text() + "': " + e.getMessage(), e);
        }
        return new Check(rule);
    }

    /**
     * Parses a whole policy and makes sure that every benchmark that it names exists.
     *
     * @throws IllegalArgumentException naming the check that is wrong, or that there is none
     */
    public static List<Check> parseAll(List<String> lines, Collection<String> benchmarks) {
        if (lines.isEmpty()) {
            throw new IllegalArgumentException("a gate needs at least one check, such as 'accuracy >= 0.97'");
        }
        List<Check> checks = lines.stream().map(Check::parse).toList();
        for (Check check : checks) {
            check.rule.scope().filter(scope -> !benchmarks.contains(scope)).ifPresent(scope -> {
                throw new IllegalArgumentException("'" + check.text() + "' names the benchmark '" + scope + "', but there are only "
                        + benchmarks);
            });
        }
        return checks;
    }

    /** As it was written. */
    public String text() {
        return rule.text();
    }

    boolean appliesTo(String benchmark) {
        return rule.scope().isEmpty() || rule.scope().get().equals(benchmark);
    }
}
