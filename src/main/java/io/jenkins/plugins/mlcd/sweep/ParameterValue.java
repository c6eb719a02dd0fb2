package io.jenkins.plugins.mlcd.sweep;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The values that a hyperparameter takes: {@code Long}, finite {@code Double}, {@code Boolean} or text of at most 1,000
 * characters on one line.
 */
public final class ParameterValue {

    private static final int MAX_TEXT = 1000;
    private static final Pattern INTEGER = Pattern.compile("[+-]?\\d{1,18}");
    static final Pattern NUMBER = Pattern.compile("[+-]?\\d+(?:\\.\\d+)?(?:[eE][+-]?\\d{1,4})?");

    private ParameterValue() {}

    /**
     * Brings a value to one of the four types.
     *
     * @throws IllegalArgumentException when it is none of them, or a number that is not finite
     */
    public static Object of(Object value) {
        if (value instanceof Boolean || value instanceof Long) {
            return value;
        }
        if (value instanceof Integer || value instanceof Short || value instanceof Byte) {
            return ((Number) value).longValue();
        }
        if (value instanceof Number number) {
            double real = number.doubleValue();
            return Double.isFinite(real) && real != 0 ? real : (Object) finite(real, String.valueOf(value));
        }
        if (value instanceof CharSequence || value instanceof Character) {
            return text(value.toString());
        }
        throw new IllegalArgumentException("value " + value + " is neither a number, a truth value nor text");
    }

    /** Reads a word as people mean it: {@code 32} is a number, {@code true} a truth value, anything else text. */
    static Object parse(String word) {
        if (INTEGER.matcher(word).matches()) {
            return Long.parseLong(word.startsWith("+") ? word.substring(1) : word);
        }
        if (NUMBER.matcher(word).matches()) {
            return finite(Double.parseDouble(word), word);
        }
        return switch (word) {
            case "true" -> true;
            case "false" -> false;
            default -> text(word);
        };
    }

    /** The value as a trainer sees it in {@code ML_PARAM_<NAME>}; a double is written so that it reads back exactly. */
    public static String text(Object value) {
        return value instanceof Double number ? text(number.doubleValue()) : String.valueOf(value);
    }

    static String text(double number) {
        return Double.toString(number).replace(".0E", "e").toLowerCase(Locale.ROOT);
    }

    static double finite(double number, String written) {
        if (!Double.isFinite(number)) {
            throw new IllegalArgumentException("value " + written + " is not a finite number");
        }
        return number == 0 ? 0.0 : number;
    }

    private static String text(String value) {
        if (value.isBlank() || value.length() > MAX_TEXT || value.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("value '" + value.strip().lines().findFirst().orElse("")
                    + "' is no value: text has 1 to " + MAX_TEXT + " characters on one line");
        }
        return value;
    }
}
