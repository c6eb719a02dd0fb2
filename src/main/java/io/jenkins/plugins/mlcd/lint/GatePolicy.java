package io.jenkins.plugins.mlcd.lint;

import io.jenkins.plugins.mlcd.expression.Distance;
import io.jenkins.plugins.mlcd.expression.Rule;
import io.jenkins.plugins.mlcd.stats.Proportions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;

/**
 * The policy of a gate, as {@code mlValidate} has it.
 *
 * @param benchmarks their names
 * @param checks as written
 */
public record GatePolicy(List<String> benchmarks, List<String> checks, double confidence, double tolerance) {

    public GatePolicy {
        benchmarks = List.copyOf(benchmarks);
        checks = List.copyOf(checks);
    }

    /** @param facts of the last build that has some; without them, what depends on data is left out */
    public List<Finding> lint(Optional<GateFacts> facts) {
        List<Finding> findings = new ArrayList<>();
        for (String check : checks) {
            try {
                Rule rule = Rule.parse(check, "baseline");
                findings.addAll(scope(rule));
                findings.addAll(RuleLint.findings(rule));
                findings.addAll(name(rule, facts));
                facts.ifPresent(known -> findings.addAll(onFacts(rule, known)));
            } catch (IllegalArgumentException e) {
                findings.add(Finding.error(check, "cannot be read: " + e.getMessage().replace("'" + check.strip() + "': ", "")));
            }
        }
        return findings.stream().distinct().toList();
    }

    private List<Finding> scope(Rule rule) {
        return rule.scope().filter(scope -> !benchmarks.isEmpty() && !benchmarks.contains(scope))
                .map(scope -> List.of(Finding.error(rule.text(), "names the benchmark '" + scope + "', but there are only " + benchmarks)))
                .orElse(List.of());
    }

    private List<String> scopes(Rule rule) {
        return rule.scope().map(List::of).orElse(benchmarks);
    }

    /** A figure that is not known: the last build did not report it, or it looks like one that is. */
    private List<Finding> name(Rule rule, Optional<GateFacts> facts) {
        String name = rule.metric().name();
        if (Domain.DERIVED.contains(name)) {
            return List.of();
        }
        if (facts.isEmpty()) {
            return Domain.KNOWN.contains(name)
                    ? List.of()
                    : near(name, Domain.KNOWN).map(near -> List.of(unknown(rule, "is not known", near))).orElse(List.of());
        }
        List<Finding> findings = new ArrayList<>();
        for (String benchmark : scopes(rule)) {
            Set<String> reported = facts.get().metrics(benchmark);
            boolean decided = facts.get().decided(benchmark).stream().anyMatch(check -> check.check().contains(name));
            if (!reported.isEmpty() && !reported.contains(rule.metric().toString()) && !reported.contains(name) && !decided) {
                Set<String> known = new TreeSet<>(reported);
                known.addAll(Domain.DERIVED);
                findings.add(unknown(rule, "was not reported by the benchmark '" + benchmark + "' last time", near(name, known).orElse("")));
            }
        }
        return findings;
    }

    private static Finding unknown(Rule rule, String what, String near) {
        return Finding.warning(rule.text(), "names '" + rule.metric() + "', which " + what + (near.isEmpty() ? "" : "; did you mean '" + near + "'?"));
    }

    private static Optional<String> near(String name, Set<String> known) {
        return known.stream()
                .map(other -> other.replaceFirst("\\[.*", ""))
                .filter(other -> !other.equals(name))
                .min(Comparator.comparingInt((String other) -> Distance.between(name, other)).thenComparing(other -> other))
                .filter(other -> Distance.between(name, other) <= Math.max(1, name.length() / 4));
    }

    private List<Finding> onFacts(Rule rule, GateFacts facts) {
        List<Finding> findings = new ArrayList<>();
        for (String benchmark : scopes(rule)) {
            OptionalDouble baseline = facts.figure(benchmark, "baseline", rule.metric().toString());
            if (baseline.isPresent()) {
                RuleLint.against(rule, baseline.getAsDouble()).ifPresent(findings::add);
            }
            Optional<String> slice = rule.metric().selector().filter(selector -> selector.key().equals("slice")).map(selector -> selector.value());
            boolean whole = rule.metric().selector().isEmpty();
            OptionalLong samples = whole || slice.isPresent() ? facts.samples(benchmark, slice) : OptionalLong.empty();
            if (samples.isPresent()) {
                tooFew(rule, benchmark, samples.getAsLong()).ifPresent(findings::add);
            }
        }
        return findings;
    }

    /** Samples of which even all right ones prove too little: Wilson's bound of a perfect figure does not reach the limit. */
    private Optional<Finding> tooFew(Rule rule, String benchmark, long samples) {
        Domain domain = Domain.of(rule.metric().name());
        boolean rate = domain.share() && Domain.DERIVED.contains(rule.metric().name()) && !rule.metric().name().equals("ece");
        if (!rate || rule.limit().relative() || domain.largeIsGood().orElse(true) != rule.comparison().wantsLarge()) {
            return Optional.empty();
        }
        double limit = rule.comparison().wantsLarge() ? rule.limit().at(0) : 1 - rule.limit().at(0);
        long needed = samples;
        while (needed < 100_000_000 && Proportions.wilson(needed, needed, 2 * confidence - 1).low() < limit - tolerance) {
            needed += Math.max(1, needed / 100);
        }
        return needed == samples
                ? Optional.empty()
                : Optional.of(Finding.warning(rule.text(), "cannot pass on the " + samples + " samples of the benchmark '" + benchmark
                        + "': even without a mistake that takes " + needed));
    }
}
