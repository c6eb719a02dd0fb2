package io.jenkins.plugins.mlcd.monitor.rules;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.mlcd.monitor.profile.Profile;
import io.jenkins.plugins.mlcd.record.Json;
import io.jenkins.plugins.mlcd.stats.CountRatio;
import io.jenkins.plugins.mlcd.stats.Moments;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Violated when requests come at less than {@code below} or more than {@code above} times the expected rate, by a test of counts (see
 * {@link CountRatio}). Expected is what is said, or the rate of the reference where that has a time, or the rate of the earlier windows of the watch that were not
 * violated, of which it needs {@value #LEARN}. How much more than independent requests the counts vary is learned from these as well.
 *
 * @param perMinute expected requests a minute, if that is said; above 0
 * @param below share of the expected rate that is the least, 0 to 1
 * @param above times the expected rate that are the most, at least 1
 */
public record VolumeRule(Optional<Double> perMinute, double below, double above) implements Rule {

    public static final double BELOW = 0.5;
    public static final double ABOVE = 2;
    public static final int LEARN = 5;

    /** So many windows tell how much counts vary. */
    private static final int DISPERSION = 10;

    private static final double MILLIS_PER_MINUTE = 60_000;

    public VolumeRule {
        if (perMinute.filter(rate -> !(rate > 0 && Double.isFinite(rate))).isPresent()) {
            throw new IllegalArgumentException("volume(perMinute: " + perMinute.get() + ") must be above 0");
        }
        if (!(below >= 0 && below <= 1) || !(above >= 1 && Double.isFinite(above))) {
            throw new IllegalArgumentException("volume needs below from 0 to 1 and above of at least 1, but they are " + below + " and " + above);
        }
    }

    @Override
    public String name() {
        return "volume";
    }

    @Override
    public Map<String, Object> parameters() {
        Map<String, Object> parameters = new LinkedHashMap<>();
        perMinute.ifPresent(rate -> parameters.put("perMinute", rate));
        parameters.put("below", below);
        parameters.put("above", above);
        return parameters;
    }

    @Override
    public boolean needsReference() {
        return false;
    }

    /** No traffic at all is the clearest case. */
    @Override
    public boolean needsTraffic() {
        return false;
    }

    @Override
    public Finding inspect(Look look) {
        double minutes = minutes(look.from(), look.at());
        if (minutes <= 0) {
            return Finding.inconclusive("the window has no length: a clock was set back");
        }
        long count = requests(look.window());
        Moments earlier = look.carried().map(VolumeRule::learned).orElse(Moments.NONE);
        Optional<Double> rate = perMinute.or(() -> ofReference(look.reference()));
        if (rate.isEmpty() && earlier.count() < LEARN) {
            return Finding.inconclusive("what is usual is learned from " + LEARN + " windows, and there were " + earlier.count() + " before").carrying(json(earlier.plus(count)));
        }
        double expected = rate.map(each -> each * minutes).orElse(earlier.mean());
        double dispersion = dispersion(earlier);
        double few = below == 0 ? 1 : rate.isPresent() ? CountRatio.few(count, below * expected, dispersion)
                : CountRatio.few(count, earlier.sum(), (int) earlier.count(), below, dispersion);
        double many = rate.isPresent() ? CountRatio.many(count, above * expected, dispersion)
                : CountRatio.many(count, earlier.sum(), (int) earlier.count(), above, dispersion);
        double pValue = Math.min(1, 2 * Math.min(few, many));
        boolean violated = pValue <= look.level();
        String reason = String.format(Locale.ROOT, "%d requests where about %.0f are expected (accepted: %.0f to %.0f, p %.1e)",
                count, expected, below * expected, above * expected, pValue);
        FeatureFinding test = new FeatureFinding("requests", "rate", count, pValue, expected == 0 ? 0 : count / expected, violated);
        return Finding.tested(violated, reason, test).carrying(json(violated ? earlier : earlier.plus(count)));
    }

    private static long requests(Profile window) {
        return Math.max(window.traffic().requests(), window.samples());
    }

    private static double minutes(Instant from, Instant to) {
        return Duration.between(from, to).toMillis() / MILLIS_PER_MINUTE;
    }

    private static Optional<Double> ofReference(Profile reference) {
        double minutes = minutes(reference.from(), reference.to());
        long requests = reference.traffic().requests();
        return minutes > 0 && requests > 0 ? Optional.of(requests / minutes) : Optional.empty();
    }

    /** Variance over mean, at least 1, that of independent requests. */
    private static double dispersion(Moments counts) {
        if (counts.count() < DISPERSION || counts.mean() == 0) {
            return 1;
        }
        double mean = counts.mean();
        double variance = Math.max(0, counts.sumSquares() - counts.count() * mean * mean) / (counts.count() - 1);
        return Math.max(1, variance / mean);
    }

    private static Moments learned(JsonNode carried) {
        return new Moments(carried.path("windows").asLong(), carried.path("sum").asDouble(), carried.path("squares").asDouble());
    }

    private static JsonNode json(Moments counts) {
        return Json.object().put("windows", counts.count()).put("sum", counts.sum()).put("squares", counts.sumSquares());
    }
}
