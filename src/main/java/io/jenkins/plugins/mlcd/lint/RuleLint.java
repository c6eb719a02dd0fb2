package io.jenkins.plugins.mlcd.lint;

import io.jenkins.plugins.mlcd.expression.Comparison;
import io.jenkins.plugins.mlcd.expression.Limit;
import io.jenkins.plugins.mlcd.expression.Rule;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.DoublePredicate;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** What is wrong with one rule by itself, whatever is measured: that it can never fail or never pass, or hardly. */
final class RuleLint {

    /** Figures of the other model at which a relative limit is tried, in parts of what the figure can be. */
    private static final int STEPS = 100;

    /** Figures at which a limit of a figure without an upper bound is tried. */
    private static final int DECADES = 9;

    private static final double HALF = 0.5;
    private static final double TENTH = 0.1;
    private static final double FEW_BYTES = 100;

    private final Rule rule;
    private final Domain domain;

    private RuleLint(Rule rule) {
        this.rule = rule;
        this.domain = Domain.of(rule.metric().name());
    }

    static List<Finding> findings(Rule rule) {
        return new RuleLint(rule).find();
    }

    private List<Finding> find() {
        List<Finding> findings = new ArrayList<>();
        if (always(reference -> holdsAtWorst(rule.limit().at(reference)))) {
            findings.add(Finding.error(rule.text(), "can never fail: " + rule.metric() + " is " + range() + margin()));
        } else if (always(reference -> !holdsAtBest(rule.limit().at(reference)))) {
            findings.add(Finding.error(rule.text(), "can never pass: " + rule.metric() + " is " + range() + percent()));
        } else {
            hardly().or(this::wrongWay).ifPresent(message -> findings.add(Finding.warning(rule.text(), message)));
        }
        return findings;
    }

    private boolean always(DoublePredicate holds) {
        if (!rule.limit().relative()) {
            return holds.test(0);
        }
        return references().allMatch(reference -> {
            try {
                return holds.test(reference);
            } catch (IllegalArgumentException e) {
                return true; // it has no value there, so it says nothing there
            }
        });
    }

    private DoubleStream references() {
        return domain.bounded()
                ? IntStream.rangeClosed(0, STEPS).mapToDouble(i -> domain.low() + (domain.high() - domain.low()) * i / STEPS)
                : IntStream.rangeClosed(-DECADES, DECADES).mapToDouble(i -> Math.pow(10, i));
    }

    private boolean holdsAtWorst(double limit) {
        return rule.comparison().holds(rule.comparison().wantsLarge() ? domain.low() : domain.high(), limit);
    }

    private boolean holdsAtBest(double limit) {
        return rule.comparison().holds(rule.comparison().wantsLarge() ? domain.high() : domain.low(), limit);
    }

    private String range() {
        return Double.isFinite(domain.high()) ? "always from " + text(domain.low()) + " to " + text(domain.high()) : "never below " + text(domain.low());
    }

    private String margin() {
        OptionalDouble margin = rule.limit().margin();
        return margin.isPresent() ? String.format(Locale.ROOT, ", and the margin is %s", text(Math.abs(margin.getAsDouble()))) : "";
    }

    private String percent() {
        double limit = rule.limit().relative() ? 0 : rule.limit().at(0);
        return domain.share() && limit > 1 && limit <= 100 ? "; did you mean " + text(limit) + "%?" : "";
    }

    /** A limit that is met by nearly everything, which nobody would call good. */
    private Optional<String> hardly() {
        if (rule.limit().relative()) {
            double margin = Math.abs(rule.limit().margin().orElse(0));
            return domain.share() && margin >= HALF
                    ? Optional.of("hardly ever fails: it lets the figure be " + text(margin) + " worse, half of all that it can be")
                    : Optional.empty();
        }
        double limit = rule.limit().at(0);
        if (domain.share() && !rule.comparison().wantsLarge() && isBad() && limit >= HALF) {
            return Optional.of("hardly ever fails: it passes when " + text(100 * limit) + " of 100 are wrong; did you mean "
                    + (limit > HALF ? text(1 - limit) : "a smaller number") + "?");
        }
        if (domain.share() && rule.comparison().wantsLarge() && domain.largeIsGood().orElse(false) && limit <= TENTH) {
            return Optional.of("hardly ever fails: " + text(limit) + " is met by guessing among a few classes");
        }
        if (rule.metric().name().endsWith("_bytes") && !rule.comparison().wantsLarge() && limit < FEW_BYTES && domain.low() == 0) {
            return Optional.of("hardly ever passes: the limit is " + text(limit) + " bytes; did you mean " + text(limit) + "MB?");
        }
        return Optional.empty();
    }

    private boolean isBad() {
        return !domain.largeIsGood().orElse(true);
    }

    private Optional<String> wrongWay() {
        Optional<Boolean> large = domain.largeIsGood();
        return large.isPresent() && large.get() != rule.comparison().wantsLarge()
                ? Optional.of("passes when " + rule.metric() + " is bad, for it is better when it is " + (large.get() ? "larger" : "smaller")
                        + "; did you mean " + (large.get() ? Comparison.AT_LEAST : Comparison.AT_MOST).sign() + "?")
                : Optional.empty();
    }

    /** What the rule says when the other model's figure is known; empty when nothing is wrong then. */
    static Optional<Finding> against(Rule rule, double reference) {
        Domain domain = Domain.of(rule.metric().name());
        Limit limit = rule.limit();
        if (!limit.relative()) {
            return Optional.empty();
        }
        double bound = limit.at(reference);
        double best = rule.comparison().wantsLarge() ? domain.high() : domain.low();
        return rule.comparison().holds(best, bound)
                ? Optional.empty()
                : Optional.of(Finding.warning(rule.text(), "cannot pass now: the " + limit.reference() + "'s " + rule.metric() + " was "
                        + text(reference) + " last time, so the limit would be " + text(bound)));
    }

    static String text(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e12
                ? String.format(Locale.ROOT, "%d", (long) value)
                : new BigDecimal(value).round(new MathContext(3)).stripTrailingZeros().toPlainString();
    }
}
