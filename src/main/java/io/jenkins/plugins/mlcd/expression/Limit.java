package io.jenkins.plugins.mlcd.expression;

import com.ezylang.evalex.BaseException;
import com.ezylang.evalex.Expression;
import com.ezylang.evalex.config.ExpressionConfiguration;
import com.ezylang.evalex.config.MapBasedFunctionDictionary;
import com.ezylang.evalex.config.MapBasedOperatorDictionary;
import com.ezylang.evalex.data.EvaluationValue;
import com.ezylang.evalex.functions.basic.AbsFunction;
import com.ezylang.evalex.functions.basic.MaxFunction;
import com.ezylang.evalex.functions.basic.MinFunction;
import com.ezylang.evalex.operators.arithmetic.InfixDivisionOperator;
import com.ezylang.evalex.operators.arithmetic.InfixMinusOperator;
import com.ezylang.evalex.operators.arithmetic.InfixMultiplicationOperator;
import com.ezylang.evalex.operators.arithmetic.InfixPlusOperator;
import com.ezylang.evalex.operators.arithmetic.PrefixMinusOperator;
import com.ezylang.evalex.operators.arithmetic.PrefixPlusOperator;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.DoubleStream;

/**
 * The right side of a rule: numbers, + - * /, brackets, {@code min}, {@code max}, {@code abs}, and the reference word,
 * which stands for the same figure of the model that is compared with. Nothing else, because the text may come from
 * anywhere; above all no powers, which could keep a processor busy for hours.
 *
 * @param text the expression, without units
 * @param reference the word for the other model: {@code baseline} or {@code stable}
 * @param relative whether the expression uses the reference
 */
public record Limit(String text, String reference, boolean relative) {

    /** A figure at which a limit that is one has a value. */
    private static final double ANY_FIGURE = 0.618;

    private static final ExpressionConfiguration ARITHMETIC = ExpressionConfiguration.builder()
            .arraysAllowed(false)
            .structuresAllowed(false)
            .implicitMultiplicationAllowed(false)
            .defaultConstants(Map.of())
            .functionDictionary(MapBasedFunctionDictionary.ofFunctions(
                    Map.entry("MIN", new MinFunction()),
                    Map.entry("MAX", new MaxFunction()),
                    Map.entry("ABS", new AbsFunction())))
            .operatorDictionary(MapBasedOperatorDictionary.ofOperators(
                    Map.entry("+", new PrefixPlusOperator()),
                    Map.entry("-", new PrefixMinusOperator()),
                    Map.entry("+", new InfixPlusOperator()),
                    Map.entry("-", new InfixMinusOperator()),
                    Map.entry("*", new InfixMultiplicationOperator()),
                    Map.entry("/", new InfixDivisionOperator())))
            .build();

    /** @throws IllegalArgumentException when {@code text} is no such expression */
    static Limit parse(String text, String reference) {
        try {
            Expression expression = new Expression(text, ARITHMETIC);
            Set<String> names = expression.getUsedVariables();
            for (String name : names) {
                if (!name.equals(reference)) {
                    throw new IllegalArgumentException(
                            "'" + name + "' is unknown; a limit may use numbers and the word '" + reference + "'");
                }
            }
            Limit limit = new Limit(text, reference, !names.isEmpty());
            limit.at(ANY_FIGURE);
            return limit;
        } catch (BaseException e) {
            throw new IllegalArgumentException("'" + text + "' is not a limit: " + e.getMessage(), e);
        }
    }

    /**
     * The limit when the other model's figure is {@code value}.
     *
     * @throws IllegalArgumentException when it divides by zero, or {@code value} is not finite
     */
    public double at(double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("the " + reference + "'s figure is " + value);
        }
        try {
            EvaluationValue limit =
                    new Expression(text, ARITHMETIC).with(reference, BigDecimal.valueOf(value)).evaluate();
            if (!limit.isNumberValue()) {
                throw new ArithmeticException("it is no number");
            }
            return limit.getNumberValue().doubleValue();
        } catch (BaseException | ArithmeticException e) {
            throw new IllegalArgumentException("'" + text + "' has no value at " + reference + " = " + value + ": " + e.getMessage(), e);
        }
    }

    /** How far below (or, if negative, above) the other model's figure the limit lies, when that is the same for all figures. */
    public OptionalDouble margin() {
        return linear().filter(line -> relative && near(line.slope(), 1)).map(line -> OptionalDouble.of(-line.intercept())).orElse(OptionalDouble.empty());
    }

    /** The limit as a straight line over the other model's figure; empty when it is bent, or has no value somewhere. */
    public Optional<Line> linear() {
        try {
            double intercept = at(0);
            double slope = at(1) - intercept;
            Line line = new Line(near(slope, 1) ? 1 : slope, intercept);
            boolean straight = DoubleStream.of(-1, ANY_FIGURE, 1000).allMatch(x -> near(at(x), line.at(x)));
            return straight ? Optional.of(line) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static boolean near(double a, double b) {
        return Math.abs(a - b) < 1e-9 * Math.max(1e-3, Math.abs(a));
    }

    /** {@code slope * x + intercept}. */
    public record Line(double slope, double intercept) {

        public double at(double x) {
            return slope * x + intercept;
        }
    }
}
