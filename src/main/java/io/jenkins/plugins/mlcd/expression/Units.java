package io.jenkins.plugins.mlcd.expression;

import java.math.BigDecimal;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Replaces numbers with units by numbers in the unit of the metric that they are compared with. */
final class Units {

    private static final Map<String, String> BYTES = Map.of(
            "B", "1", "kB", "1000", "KB", "1000", "MB", "1000000", "GB", "1000000000",
            "KiB", "1024", "MiB", "1048576", "GiB", "1073741824");

    private static final Map<String, String> MILLISECONDS =
            Map.of("us", "0.001", "ms", "1", "s", "1000", "min", "60000", "h", "3600000");

    private static final Pattern QUANTITY =
            Pattern.compile("(?<![A-Za-z0-9_.])(\\d+(?:\\.\\d+)?(?:[eE][+-]?\\d+)?)\\s*([A-Za-z]+|%)");

    private Units() {}

    /**
     * {@code expression} without units: sizes in bytes, times in the unit of the metric's name, percent as a fraction.
     *
     * @throws IllegalArgumentException when a unit is unknown or does not fit the metric
     */
    static String resolve(String expression, String metric) {
        Matcher quantities = QUANTITY.matcher(expression);
        return quantities.replaceAll(found -> Matcher.quoteReplacement(plain(found, metric)));
    }

    private static String plain(MatchResult quantity, String metric) {
        BigDecimal number = new BigDecimal(quantity.group(1));
        return number.multiply(factor(quantity.group(2), metric)).toPlainString();
    }

    private static BigDecimal factor(String unit, String metric) {
        if ("%".equals(unit)) {
            return new BigDecimal("0.01");
        }
        if (BYTES.containsKey(unit)) {
            require(metric.endsWith("bytes"), unit, "a size", metric, "ends in 'bytes'");
            return new BigDecimal(BYTES.get(unit));
        }
        if (MILLISECONDS.containsKey(unit)) {
            boolean seconds = metric.endsWith("_s") || metric.endsWith("_seconds");
            require(seconds || metric.endsWith("_ms"), unit, "a time", metric, "ends in '_ms', '_s' or '_seconds'");
            BigDecimal milliseconds = new BigDecimal(MILLISECONDS.get(unit));
            return seconds ? milliseconds.movePointLeft(3) : milliseconds;
        }
        throw new IllegalArgumentException("unit '" + unit + "' is unknown: use %, kB, MB, GB, KiB, MiB, GiB, us, ms, s, min or h");
    }

    private static void require(boolean fits, String unit, String kind, String metric, String rule) {
        if (!fits) {
            throw new IllegalArgumentException(
                    "'" + unit + "' is " + kind + ", but '" + metric + "' is not: the name of such a metric " + rule);
        }
    }
}
