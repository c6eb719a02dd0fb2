package io.jenkins.plugins.mlcd.record;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as people write them: {@code '500ms'}, {@code '30s'}, {@code '5m'}, {@code '2h'}, {@code '7d'}, {@code '1h30m'}. */
public final class Durations {

    private static final Pattern WHOLE = Pattern.compile("(?:\\d{1,9}(?:ms|s|m|h|d))+");
    private static final Pattern PART = Pattern.compile("(\\d{1,9})(ms|s|m|h|d)");

    private Durations() {}

    /**
     * The duration written in {@code text}, zero or longer; spaces between and around its parts are ignored.
     *
     * @param what names the value in the error, such as {@code "interval"}
     * @throws IllegalArgumentException naming the value and the rule
     */
    public static Duration parse(String what, String text) {
        String compact = text == null ? "" : text.replace(" ", "");
        if (!WHOLE.matcher(compact).matches()) {
            throw new IllegalArgumentException(what + " '" + text
                    + "' is not a duration: write numbers with a unit of ms, s, m, h or d, such as '30s', '5m' or '1h30m'");
        }
        Duration sum = Duration.ZERO;
        Matcher part = PART.matcher(compact);
        while (part.find()) {
            sum = sum.plus(of(Long.parseLong(part.group(1)), part.group(2)));
        }
        return sum;
    }

    private static Duration of(long amount, String unit) {
        return switch (unit) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            case "h" -> Duration.ofHours(amount);
            default -> Duration.ofDays(amount);
        };
    }

    /** The duration in the form that {@link #parse} reads, exact to the millisecond: {@code 1h30m}, {@code 0s}. */
    public static String format(Duration duration) {
        StringBuilder text = new StringBuilder();
        append(text, duration.toDaysPart(), "d");
        append(text, duration.toHoursPart(), "h");
        append(text, duration.toMinutesPart(), "m");
        append(text, duration.toSecondsPart(), "s");
        append(text, duration.toMillisPart(), "ms");
        return text.isEmpty() ? "0s" : text.toString();
    }

    private static void append(StringBuilder text, long amount, String unit) {
        if (amount > 0) {
            text.append(amount).append(unit);
        }
    }
}
