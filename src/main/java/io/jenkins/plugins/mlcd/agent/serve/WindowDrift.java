package io.jenkins.plugins.mlcd.agent.serve;

import io.jenkins.plugins.mlcd.monitor.profile.NumericProfile;
import io.jenkins.plugins.mlcd.monitor.profile.Profile;
import io.jenkins.plugins.mlcd.monitor.rules.FeatureFinding;
import io.jenkins.plugins.mlcd.monitor.rules.Look;
import io.jenkins.plugins.mlcd.monitor.rules.UnexpectedValuesRule;
import io.jenkins.plugins.mlcd.stats.PopulationStability;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How far the newest traffic is from the training data, as a few figures for a dashboard and a first alert. The monitor gate decides with
 * tests; these are sizes. They are of the newest closed windows that have at least {@value #SAMPLES} samples together, of the last hour.
 * {@link #refresh} is called by the thread that profiles, so neither a prediction nor a scrape waits for it.
 */
final class WindowDrift {

    /** With so many, the stability index of unchanged traffic is about 0.05, far from the 0.25 of a large shift. */
    static final int SAMPLES = 300;

    /** Fewer than this say nothing. */
    private static final int LEAST = 50;

    private static final int MOST_FEATURES = 100;

    private final Profile reference;
    private final ProfileWindows windows;
    private volatile Optional<Figures> figures = Optional.empty();
    private Instant seen = Instant.MIN;

    /**
     * The figures of some windows.
     *
     * @param samples in them
     * @param until when the newest of them closed
     * @param confidence mean of it; NaN when the model gives none
     * @param unexpected share of samples, beyond that of the reference, that are of a kind which the model was not trained on, 0 to 1
     * @param stability population stability index by feature, the largest {@value #MOST_FEATURES}
     */
    record Figures(long samples, Instant until, double confidence, double unexpected, Map<String, Double> stability) {

        double largestStability() {
            return stability.values().stream().mapToDouble(Double::doubleValue).max().orElse(Double.NaN);
        }
    }

    WindowDrift(Profile reference, ProfileWindows windows) {
        this.reference = reference;
        this.windows = windows;
    }

    /** The last figures; empty until there were enough samples, and when there are none any more. */
    Optional<Figures> figures() {
        return figures;
    }

    /** Looks whether a window has closed. To be called by one thread. */
    void refresh() {
        Profile newest = windows.newest(SAMPLES);
        if (newest.samples() < LEAST) {
            figures = Optional.empty();
        } else if (!newest.to().equals(seen)) {
            figures = Optional.of(of(reference, newest));
        }
        seen = newest.to();
    }

    static Figures of(Profile reference, Profile window) {
        NumericProfile confidence = window.features().get(Profile.CONFIDENCE);
        double unexpected = new UnexpectedValuesRule(UnexpectedValuesRule.QUANTILE, 0)
                .inspect(Look.of(reference, window, 1))
                .features()
                .stream()
                .mapToDouble(FeatureFinding::effect)
                .max()
                .orElse(0);
        return new Figures(
                window.samples(), window.to(), confidence == null || confidence.count() == 0 ? Double.NaN : confidence.mean(), Math.max(0, unexpected),
                stability(reference, window));
    }

    private static Map<String, Double> stability(Profile reference, Profile window) {
        Map<String, Double> all = new TreeMap<>();
        reference.features().forEach((name, trained) -> {
            NumericProfile found = window.features().get(name);
            if (!name.equals(Profile.CONFIDENCE) && found != null && found.count() > 0 && trained.count() > 0) {
                all.put(name, PopulationStability.test(trained.sketch(), found.sketch()).statistic());
            }
        });
        Map<String, Double> largest = new TreeMap<>();
        all.entrySet().stream()
                .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
                .limit(MOST_FEATURES)
                .forEach(entry -> largest.put(entry.getKey(), entry.getValue()));
        return largest;
    }
}
