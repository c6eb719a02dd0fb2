package io.jenkins.plugins.mlcd.monitor.rules;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;

/**
 * Violated when what an expression says of a window does not hold, such as {@code error_share <= 1%} or {@code mean[feature=ink] <= 1.2 * reference}, where
 * {@code reference} is the same figure of the reference. It is a comparison and no test, so it states no rate of false alarms. See {@link Figures} for
 * the names.
 *
 * @param expression what has to hold
 */
public record CustomRule(String expression) implements Rule {

    /** The word for the figure of the reference. */
    public static final String REFERENCE = "reference";

    private static final int DIGITS = 4;

    public CustomRule {
        Objects.requireNonNull(expression, "expression");
        check(expression);
    }

    private static io.jenkins.plugins.mlcd.expression.Rule check(String expression) {
        var check = io.jenkins.plugins.mlcd.expression.Rule.parse(expression, REFERENCE);
        if (check.scope().isPresent()) {
            throw new IllegalArgumentException("'" + expression + "': a profile has no '" + check.scope().get() + ".'; write the figure alone");
        }
        Figures.require(check.metric());
        return check;
    }

    @Override
    public String name() {
        return "custom('" + expression.strip() + "')";
    }

    @Override
    public Map<String, Object> parameters() {
        return Map.of("expression", expression);
    }

    @Override
    public boolean needsReference() {
        return check(expression).limit().relative();
    }

    @Override
    public boolean needsTraffic() {
        return false;
    }

    @Override
    public Finding inspect(Look look) {
        var check = check(expression);
        OptionalDouble seen = Figures.of(look.window(), check.metric());
        if (seen.isEmpty()) {
            return Finding.inconclusive(Figures.lacking(look.window(), check.metric()));
        }
        if (Double.isNaN(seen.getAsDouble())) {
            return Finding.inconclusive("the window has nothing that " + check.metric() + " could be of");
        }
        double own = 0;
        if (check.limit().relative()) {
            own = Figures.of(look.reference(), check.metric()).orElse(Double.NaN);
            if (!Double.isFinite(own)) {
                return Finding.inconclusive("the reference has no " + check.metric());
            }
        }
        return judge(check, seen.getAsDouble(), own);
    }

    private static String text(double number) {
        return Double.isInfinite(number) ? "infinite" : new BigDecimal(number).round(new MathContext(DIGITS)).stripTrailingZeros().toPlainString();
    }

    private static Finding judge(io.jenkins.plugins.mlcd.expression.Rule check, double seen, double own) {
        try {
            double limit = check.limit().at(own);
            boolean holds = check.comparison().holds(seen, limit);
            return Finding.fact(!holds, check.metric() + " is " + text(seen) + " (" + check.comparison().sign() + " " + text(limit) + " is wanted)");
        } catch (IllegalArgumentException e) {
            return Finding.inconclusive(e.getMessage());
        }
    }
}
