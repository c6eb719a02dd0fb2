package io.jenkins.plugins.mlcd.monitor.rules;

import io.jenkins.plugins.mlcd.record.Durations;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the sensitivities mean, and how often production is looked at, where a step does not say.
 *
 * @param raising by sensitivity, all of them
 * @param interval length of a window, whole seconds, at least 1
 */
public record Sensitivities(Map<Sensitivity, Raising> raising, Duration interval) {

    private static final Pattern FORM = Pattern.compile("(\\d{1,6})\\s+in\\s+(\\S.*)");

    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration MINUTE = Duration.ofMinutes(1);

    /** High is once, medium 5 in an hour, low 20 in an hour, of windows of a minute. */
    public static final Sensitivities STANDARD = new Sensitivities(Map.of(), MINUTE);

    /** What is not in {@code raising} has its usual meaning. */
    public Sensitivities {
        if (interval.compareTo(Duration.ofSeconds(1)) < 0 || interval.toMillis() % 1000 != 0) {
            throw new IllegalArgumentException("the interval must be whole seconds, at least 1s, but is " + interval.toMillis() + " ms");
        }
        Map<Sensitivity, Raising> full = new EnumMap<>(Sensitivity.class);
        for (Sensitivity sensitivity : Sensitivity.values()) {
            full.put(sensitivity, raising.getOrDefault(sensitivity, raising(sensitivity, sensitivity.usualViolations(), HOUR)));
        }
        raising = Map.copyOf(full);
        requireOrder(full);
    }

    /** A rule that is more sensitive may not need more: the words would mean their contrary. */
    private static void requireOrder(Map<Sensitivity, Raising> raising) {
        double high = rate(raising.get(Sensitivity.HIGH));
        double medium = rate(raising.get(Sensitivity.MEDIUM));
        double low = rate(raising.get(Sensitivity.LOW));
        if (high > medium || medium > low) {
            throw new IllegalArgumentException("high must need no more violated windows than medium, and medium no more than low, but they need "
                    + text(raising.get(Sensitivity.HIGH)) + ", " + text(raising.get(Sensitivity.MEDIUM)) + " and " + text(raising.get(Sensitivity.LOW)));
        }
    }

    private static double rate(Raising raising) {
        return raising.violations() == 1 ? 0 : (double) raising.violations() / raising.measure().toMillis();
    }

    private static String text(Raising raising) {
        return raising.violations() + " in " + raising.within().toSeconds() + " s";
    }

    /** So many violated windows in that time, in windows of a minute; a shorter watch needs the same share. */
    public static Raising raising(Sensitivity sensitivity, int violations, Duration within) {
        return new Raising(violations, within, within, Math.min(violations, sensitivity.least()), OptionalInt.empty());
    }

    public Raising of(Sensitivity sensitivity) {
        return raising.get(sensitivity);
    }

    /**
     * As people write it.
     *
     * @param violations the violated windows that raise a rule, when they say the number outright
     * @param within the time in which they must lie, when they say it
     */
    public Raising of(Sensitivity sensitivity, OptionalInt violations, Optional<Duration> within) {
        Raising usual = of(sensitivity);
        Duration period = within.orElse(usual.within());
        return violations.isPresent()
                ? Raising.outright(violations.getAsInt(), period)
                : new Raising(usual.violations(), period, usual.measure(), usual.least(), OptionalInt.empty());
    }

    /**
     * As an administrator writes them: {@code high}, {@code medium} and {@code low} as {@code '5 in 1h'}, {@code interval} as {@code '1m'}; what is
     * not there is as usual.
     *
     * @throws IllegalArgumentException naming the value and the rule
     */
    public static Sensitivities parse(Map<String, String> texts) {
        Map<Sensitivity, Raising> raising = new EnumMap<>(Sensitivity.class);
        Duration interval = MINUTE;
        for (Map.Entry<String, String> text : texts.entrySet()) {
            if (text.getKey().equals("interval")) {
                interval = Durations.parse("interval", text.getValue());
            } else {
                Sensitivity sensitivity = Sensitivity.of(text.getKey());
                raising.put(sensitivity, parse(sensitivity, text.getValue()));
            }
        }
        return new Sensitivities(raising, interval);
    }

    private static Raising parse(Sensitivity sensitivity, String text) {
        Matcher form = FORM.matcher(text.strip());
        if (!form.matches()) {
            throw new IllegalArgumentException("sensitivity " + sensitivity.word() + " '" + text
                    + "' is none: write how many violated windows raise a rule, and in what time, such as '5 in 1h'");
        }
        return raising(sensitivity, Integer.parseInt(form.group(1)), Durations.parse("sensitivity " + sensitivity.word(), form.group(2)));
    }
}
