package io.jenkins.plugins.mlcd.monitor.rules;

import io.jenkins.plugins.mlcd.monitor.profile.QuantileSketch;
import io.jenkins.plugins.mlcd.record.Durations;
import io.jenkins.plugins.mlcd.stats.ShareIncrease;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Violated when a quantile of the latency is above a limit, or above {@code factor} times that of the reference: more than {@code 1 - quantile} of the
 * requests took longer, by an exact binomial test, which holds for any distribution. The reference's own share is taken at its upper bound.
 *
 * @param quantile above 0 and below 1
 * @param limit the longest that the quantile may be; without it the reference's is taken
 * @param factor how many times the reference's quantile is accepted, at least 1
 */
public record LatencyRule(double quantile, Optional<Duration> limit, double factor) implements Rule {

    public static final double QUANTILE = 0.99;
    public static final double FACTOR = 1.5;

    public LatencyRule {
        if (!(quantile > 0 && quantile < 1) || !(factor >= 1 && Double.isFinite(factor))) {
            throw new IllegalArgumentException("latency needs a quantile between 0 and 1 and a factor of at least 1, but they are " + quantile + " and " + factor);
        }
        if (limit.filter(Duration::isZero).isPresent()) {
            throw new IllegalArgumentException("latency needs a limit longer than nothing");
        }
    }

    @Override
    public String name() {
        return "latency";
    }

    @Override
    public Map<String, Object> parameters() {
        Map<String, Object> parameters = new LinkedHashMap<>();
        parameters.put("quantile", quantile);
        limit.ifPresentOrElse(most -> parameters.put("limit", Durations.format(most)), () -> parameters.put("factor", factor));
        return parameters;
    }

    @Override
    public boolean needsReference() {
        return limit.isEmpty();
    }

    @Override
    public boolean needsTraffic() {
        return false;
    }

    @Override
    public Finding inspect(Look look) {
        QuantileSketch seen = look.window().traffic().latency();
        QuantileSketch trained = look.reference().traffic().latency();
        if (seen.count() == 0) {
            return Finding.inconclusive("the latency of no request is known");
        }
        if (limit.isEmpty() && trained.count() == 0) {
            return Finding.inconclusive("the reference has no latency to compare with; say a limit");
        }
        double own = limit.isPresent() ? 0 : trained.quantile(quantile);
        double most = limit.map(duration -> duration.toNanos() / 1e9).orElse(factor * own);
        int m = Math.toIntExact(seen.count());
        long above = m - seen.countAtMost(most);
        int sure = (int) Math.max(0, Math.floor(above - seen.rankError() * m));
        double pValue = limit.isPresent() ? ShareIncrease.pValue(1 - quantile, sure, m) : againstReference(trained, own, sure, m, look.luck());
        boolean violated = pValue <= look.level();
        double now = seen.quantile(quantile);
        String reason = String.format(Locale.ROOT, "the latency's quantile %s is %.1f ms (accepted: %.1f ms, p %.1e)", quantile, 1000 * now, 1000 * most, pValue);
        return Finding.tested(violated, reason, new FeatureFinding("latency", "quantile", now, pValue, most == 0 ? 0 : now / most, violated));
    }

    private static double againstReference(QuantileSketch trained, double own, int sure, int m, double luck) {
        int n = Math.toIntExact(trained.count());
        int slower = (int) Math.min(n, Math.ceil(n - trained.countAtMost(own) + trained.rankError() * n));
        return ShareIncrease.pValue(slower, n, sure, m, luck);
    }
}
