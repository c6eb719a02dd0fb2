package io.jenkins.plugins.mlcd.monitor.rules;

import io.jenkins.plugins.mlcd.monitor.profile.TrafficProfile;
import io.jenkins.plugins.mlcd.stats.ShareIncrease;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Violated when more than {@code share} of the requests failed, by an exact binomial test.
 *
 * @param share of failed requests that is accepted, 0 to below 1
 */
public record ErrorsRule(double share) implements Rule {

    public static final double SHARE = 0.01;

    public ErrorsRule {
        if (!(share >= 0 && share < 1)) {
            throw new IllegalArgumentException("errors(share: " + share + ") must be 0 to below 1");
        }
    }

    @Override
    public String name() {
        return "errors";
    }

    @Override
    public Map<String, Object> parameters() {
        Map<String, Object> parameters = new LinkedHashMap<>();
        parameters.put("share", share);
        return parameters;
    }

    @Override
    public boolean needsReference() {
        return false;
    }

    /** Where every request fails there is not one sample. */
    @Override
    public boolean needsTraffic() {
        return false;
    }

    @Override
    public Finding inspect(Look look) {
        TrafficProfile traffic = look.window().traffic();
        if (traffic.requests() == 0) {
            return Finding.inconclusive("no requests");
        }
        int failed = Math.toIntExact(traffic.errors().total());
        double pValue = ShareIncrease.pValue(share, failed, Math.toIntExact(traffic.requests()));
        boolean violated = pValue <= look.level();
        String reason = String.format(Locale.ROOT, "%d of %d requests failed (accepted: %.1f%%, p %.1e)%s",
                failed, traffic.requests(), 100 * share, pValue, violated ? ": " + kinds(traffic) : "");
        return Finding.tested(violated, reason, new FeatureFinding("errors", "share", traffic.errorShare(), pValue, traffic.errorShare() - share, violated));
    }

    private static String kinds(TrafficProfile traffic) {
        return traffic.errors().counts().entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .limit(3)
                .map(kind -> kind.getValue() + " x " + kind.getKey())
                .reduce((a, b) -> a + ", " + b)
                .orElse("of no known kind");
    }
}
