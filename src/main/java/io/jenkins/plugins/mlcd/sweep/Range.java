package io.jenkins.plugins.mlcd.sweep;

import java.util.OptionalDouble;
import java.util.OptionalLong;

/** The values that one hyperparameter may take. */
public sealed interface Range permits Choices, IntegerRange, RealRange {

    /** How many values there are; empty for a continuous range. */
    OptionalLong size();

    /**
     * The value at a place in the order of all values.
     *
     * @param index at least 0 and less than the size
     * @throws IllegalStateException when the range is continuous
     */
    Object value(long index);

    /**
     * The value at a position of the range: equal lengths of [0, 1) hold equally likely values, on a log scale where the
     * range has one.
     *
     * @param position at least 0 and less than 1
     */
    Object at(double position);

    /**
     * The position of a value: {@link #at} of it is the value again, and for a range of single values it is the middle of
     * the positions of that value.
     *
     * @return empty when the range does not have the value
     */
    OptionalDouble position(Object value);

    /** The range in the form that {@link RangeParser} reads; equal ranges have equal text. */
    String text();

    /**
     * A range from what is written in a Jenkinsfile: text, a list, a number or a truth value.
     *
     * @throws IllegalArgumentException with one sentence that names what is wrong
     */
    static Range parse(Object written) {
        return RangeParser.parse(written);
    }
}
