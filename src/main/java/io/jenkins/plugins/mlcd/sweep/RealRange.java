package io.jenkins.plugins.mlcd.sweep;

import java.math.BigDecimal;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * Real numbers from {@code low} to {@code high}.
 *
 * @param low finite, and above 0 on a log scale
 * @param high finite, above {@code low}
 * @param step when given, the values are {@code low + k * step}; it divides {@code high - low} in decimal arithmetic
 * @param log whether equal ratios, not equal differences, are equally likely; not together with a step
 */
public record RealRange(double low, double high, OptionalDouble step, boolean log) implements Range {

    private static final long MAX_VALUES = 1_000_000;

    public RealRange {
        low = ParameterValue.finite(low, String.valueOf(low));
        high = ParameterValue.finite(high, String.valueOf(high));
        RangeParser.requireOrder(low, high, ParameterValue.text(low) + ".." + ParameterValue.text(high));
        if (log && low <= 0) {
            throw new IllegalArgumentException("a log range starts above 0, but low is " + ParameterValue.text(low));
        }
        if (log && step.isPresent()) {
            throw new IllegalArgumentException("a range has a step or a log scale, not both");
        }
        if (step.isPresent()) {
            requireDividing(low, high, step.getAsDouble());
        }
    }

    private static void requireDividing(double low, double high, double step) {
        if (!(ParameterValue.finite(step, String.valueOf(step)) > 0)) {
            throw new IllegalArgumentException("step " + ParameterValue.text(step) + " must be above 0");
        }
        BigDecimal length = BigDecimal.valueOf(high).subtract(BigDecimal.valueOf(low));
        if (length.compareTo(BigDecimal.valueOf(step).multiply(BigDecimal.valueOf(MAX_VALUES))) > 0) {
            throw new IllegalArgumentException("step " + ParameterValue.text(step) + " makes more than " + MAX_VALUES + " values");
        }
        if (length.remainder(BigDecimal.valueOf(step)).signum() != 0) {
            throw new IllegalArgumentException("step " + ParameterValue.text(step) + " does not divide the range "
                    + ParameterValue.text(low) + ".." + ParameterValue.text(high));
        }
    }

    @Override
    public OptionalLong size() {
        return step.isEmpty() ? OptionalLong.empty() : OptionalLong.of(count());
    }

    private long count() {
        return BigDecimal.valueOf(high)
                .subtract(BigDecimal.valueOf(low))
                .divideToIntegralValue(BigDecimal.valueOf(step.getAsDouble()))
                .longValueExact() + 1;
    }

    /** In decimals, so that the fourth value of 0.0..0.5 step 0.1 is 0.3, not 0.30000000000000004. */
    @Override
    public Object value(long index) {
        if (step.isEmpty()) {
            throw new IllegalStateException("the range " + text() + " is continuous");
        }
        return BigDecimal.valueOf(low)
                .add(BigDecimal.valueOf(step.getAsDouble()).multiply(BigDecimal.valueOf(index)))
                .doubleValue();
    }

    @Override
    public Object at(double position) {
        if (step.isPresent()) {
            return value(Math.min(count() - 1, (long) (position * count())));
        }
        double value = log
                ? Math.exp(Math.log(low) + position * (Math.log(high) - Math.log(low)))
                : low * (1 - position) + high * position;
        return Math.max(low, Math.min(high, value));
    }

    @Override
    public OptionalDouble position(Object value) {
        if (!(value instanceof Double number) || number < low || number > high) {
            return OptionalDouble.empty();
        }
        if (step.isPresent()) {
            long index = Math.round((number - low) / step.getAsDouble());
            return value(index).equals(number) ? OptionalDouble.of((index + 0.5) / count()) : OptionalDouble.empty();
        }
        return OptionalDouble.of(log
                ? share(Math.log(low), Math.log(number), Math.log(high))
                // Halves: the difference of two finite numbers may not be finite.
                : share(low / 2, number / 2, high / 2));
    }

    /** Ends that are too close to tell apart have their values in the middle. */
    private static double share(double from, double at, double to) {
        return to > from ? (at - from) / (to - from) : 0.5;
    }

    @Override
    public String text() {
        return ParameterValue.text(low) + ".." + ParameterValue.text(high) + (log ? " log" : "")
                + (step.isPresent() ? " step " + ParameterValue.text(step.getAsDouble()) : "");
    }
}
