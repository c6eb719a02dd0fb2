package io.jenkins.plugins.mlcd.monitor.rules;

import io.jenkins.plugins.mlcd.monitor.profile.NumericProfile;
import io.jenkins.plugins.mlcd.monitor.profile.Profile;
import io.jenkins.plugins.mlcd.stats.ShareIncrease;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Violated when more than {@code share} of the predictions have a confidence below {@code below}, by an exact binomial test. It needs
 * no reference.
 *
 * @param below confidence under which a prediction is a guess, above 0 and at most 1
 * @param share share of such predictions that is accepted, 0 to below 1
 */
public record ConfidenceRule(double below, double share) implements Rule {

    public static final double SHARE = 0.1;

    public ConfidenceRule {
        if (!(below > 0 && below <= 1)) {
            throw new IllegalArgumentException("confidence(below: " + below + ") must be above 0 and at most 1");
        }
        if (!(share >= 0 && share < 1)) {
            throw new IllegalArgumentException("confidence(share: " + share + ") must be 0 to below 1");
        }
    }

    @Override
    public String name() {
        return "confidence";
    }

    @Override
    public Map<String, Object> parameters() {
        Map<String, Object> parameters = new LinkedHashMap<>();
        parameters.put("below", below);
        parameters.put("share", share);
        return parameters;
    }

    @Override
    public boolean needsReference() {
        return false;
    }

    @Override
    public Finding inspect(Look look) {
        NumericProfile seen = look.window().features().get(Profile.CONFIDENCE);
        if (seen == null || seen.count() == 0) {
            return Finding.inconclusive("the model gives no confidence");
        }
        int m = Math.toIntExact(seen.count());
        long low = seen.sketch().countAtMost(Math.nextDown(below));
        int sure = (int) Math.max(0, Math.floor(low - seen.sketch().rankError() * m));
        double pValue = ShareIncrease.pValue(share, sure, m);
        double seenShare = (double) low / m;
        boolean violated = pValue <= look.level();
        String reason = String.format(Locale.ROOT, "%.0f%% of the predictions have a confidence below %s (accepted: %.0f%%, p %.1e)",
                100 * seenShare, below, 100 * share, pValue);
        return Finding.tested(violated, reason, new FeatureFinding(Profile.CONFIDENCE, "below", seenShare, pValue, seenShare - share, violated));
    }
}
