package io.jenkins.plugins.mlcd.agent.model;

/**
 * One parameter of an algorithm.
 *
 * @param integer whether only whole numbers are allowed
 * @param min smallest value, included
 * @param max largest value, included
 * @param standard value when none is given
 * @param range a good range to search, written as in a search space; empty when it is no parameter to search
 * @param summary what it is, for people
 */
public record Parameter(String name, boolean integer, double min, double max, double standard, String range, String summary) {

    public Parameter {
        if (!(min <= standard && standard <= max)) {
            throw new IllegalArgumentException(name + " must have min <= standard <= max, but has " + min + ", " + standard + ", " + max);
        }
    }

    public static Parameter integer(String name, int min, int max, int standard, String range, String summary) {
        return new Parameter(name, true, min, max, standard, range, summary);
    }

    public static Parameter real(String name, double min, double max, double standard, String range, String summary) {
        return new Parameter(name, false, min, max, standard, range, summary);
    }

    /**
     * The value that {@code text} writes, a Long or a Double.
     *
     * @throws IllegalArgumentException when it is no number, not whole where it must be, or outside the range
     */
    public Number parse(String text) {
        double value;
        try {
            value = Double.parseDouble(text.strip());
        } catch (NumberFormatException e) {
            value = Double.NaN;
        }
        boolean whole = value == Math.rint(value);
        if (!(value >= min && value <= max) || (integer && !whole)) {
            throw new IllegalArgumentException(name + " must be a " + (integer ? "whole number" : "number") + " from " + show(min) + " to " + show(max)
                    + ", but is '" + text + "'");
        }
        return number(value);
    }

    public Number defaultValue() {
        return number(standard);
    }

    /** As written for people: without decimals where there are none. */
    public static String show(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15 ? Long.toString((long) value) : Double.toString(value);
    }

    private Number number(double value) {
        if (integer) {
            return (long) value;
        }
        return value;
    }
}
