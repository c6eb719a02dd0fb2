package io.jenkins.plugins.mlcd.monitor.rules;

import io.jenkins.plugins.mlcd.expression.Distance;
import io.jenkins.plugins.mlcd.expression.Metric;
import io.jenkins.plugins.mlcd.monitor.profile.CategoricalProfile;
import io.jenkins.plugins.mlcd.monitor.profile.NumericProfile;
import io.jenkins.plugins.mlcd.monitor.profile.Profile;
import io.jenkins.plugins.mlcd.monitor.profile.SliceCounts;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;

/**
 * Every figure of a profile by its name: {@code error_share}, {@code mean[feature=ink]}, {@code share[class=7]}, {@code accuracy[slice=country:de]}. The names
 * are listed in {@code docs/reference/monitor.md}.
 */
public final class Figures {

    private static final int NAMED = 3;
    private static final double MILLIS = 1000;

    private static final Map<String, ToDoubleFunction<Profile>> PLAIN = new LinkedHashMap<>();
    private static final Map<String, ToDoubleFunction<NumericProfile>> NUMERIC = new LinkedHashMap<>();

    static {
        PLAIN.put("samples", profile -> profile.samples());
        PLAIN.put("requests", profile -> profile.traffic().requests());
        PLAIN.put("errors", profile -> profile.traffic().errors().total());
        PLAIN.put("error_share", profile -> profile.traffic().errorShare());
        for (int percent : new int[] {50, 90, 95, 99}) {
            PLAIN.put("latency_p" + percent + "_ms", profile -> latency(profile, percent / 100.0));
        }
        PLAIN.put("confidence_mean", profile -> confidence(profile));
        PLAIN.put("calibration_error", profile -> profile.confidence().calibrationError());
        PLAIN.put("labelled", profile -> profile.labels().count());
        PLAIN.put("accuracy", profile -> profile.labels().accuracy());
        PLAIN.put("classes", profile -> profile.predictions().counts().size());
        NUMERIC.put("mean", feature -> feature.count() == 0 ? Double.NaN : feature.mean());
        NUMERIC.put("deviation", feature -> feature.count() == 0 ? Double.NaN : feature.deviation());
        NUMERIC.put("min", feature -> feature.count() == 0 ? Double.NaN : feature.min());
        NUMERIC.put("max", feature -> feature.count() == 0 ? Double.NaN : feature.max());
        for (int percent : new int[] {1, 5, 25, 50, 75, 95, 99}) {
            NUMERIC.put("p" + percent, feature -> feature.count() == 0 ? Double.NaN : feature.sketch().quantile(percent / 100.0));
        }
    }

    /** What a name may be restricted to, for those that need it. */
    private static final Map<String, String> SELECTORS = Map.of(
            "missing_share", "feature", "extreme_share", "feature", "distinct", "feature", "share", "class", "correlation", "features");

    private Figures() {}

    /** All names, those that need a selector with it. */
    public static List<String> names() {
        List<String> names = new ArrayList<>(PLAIN.keySet());
        NUMERIC.keySet().forEach(name -> names.add(name + "[feature=...]"));
        SELECTORS.keySet().stream().sorted().forEach(name -> names.add(name + "[" + SELECTORS.get(name) + "=...]"));
        names.add("accuracy[slice=field:value]");
        names.add("share[value=feature:value]");
        return names;
    }

    /** @throws IllegalArgumentException when no profile can have such a figure; it names the nearest ones */
    public static void require(Metric figure) {
        String key = figure.selector().map(Metric.Selector::key).orElse("");
        boolean known = switch (key) {
            case "" -> PLAIN.containsKey(figure.name());
            case "feature" -> NUMERIC.containsKey(figure.name()) || "feature".equals(SELECTORS.get(figure.name()));
            case "slice" -> figure.name().equals("accuracy");
            case "value" -> figure.name().equals("share");
            default -> key.equals(SELECTORS.get(figure.name()));
        };
        if (!known) {
            throw new IllegalArgumentException("'" + figure + "' is no figure of a profile; the nearest are " + nearest(figure.toString(), names()));
        }
        if (List.of("slice", "value", "features").contains(key) && !figure.selector().orElseThrow().value().contains(":")) {
            throw new IllegalArgumentException("'" + figure + "' needs two names with ':' between them, such as country:de");
        }
    }

    private static String nearest(String word, Collection<String> words) {
        return words.isEmpty() ? "none" : String.join(", ", Distance.nearest(word, words, NAMED));
    }

    /** The figure, NaN where the profile has nothing that it could be of; empty when the profile lacks the feature, class or slice. */
    static OptionalDouble of(Profile profile, Metric figure) {
        if (figure.selector().isEmpty()) {
            return OptionalDouble.of(PLAIN.get(figure.name()).applyAsDouble(profile));
        }
        String value = figure.selector().get().value();
        return switch (figure.selector().get().key()) {
            case "feature" -> feature(profile, figure.name(), value);
            case "class" -> share(profile.predictions().counts().getOrDefault(value, 0L), profile.predictions().total());
            case "slice" -> slice(profile, value);
            case "value" -> value(profile, value);
            default -> correlation(profile, value);
        };
    }

    /** What to say of a figure that a profile lacks: the nearest that it has. */
    static String lacking(Profile profile, Metric figure) {
        List<String> names = new ArrayList<>(profile.features().keySet());
        names.addAll(profile.categories().keySet());
        String wanted = figure.selector().map(Metric.Selector::value).orElse(figure.name());
        return "the window has no " + figure + "; the nearest features are " + nearest(wanted, names);
    }

    private static OptionalDouble feature(Profile profile, String name, String feature) {
        Optional<NumericProfile> number = Optional.ofNullable(profile.features().get(feature));
        Optional<CategoricalProfile> category = Optional.ofNullable(profile.categories().get(feature));
        if (NUMERIC.containsKey(name)) {
            return number.map(each -> OptionalDouble.of(NUMERIC.get(name).applyAsDouble(each))).orElse(OptionalDouble.empty());
        }
        return switch (name) {
            case "missing_share" -> number.map(each -> share(each.missing(), each.count() + each.missing() + each.extreme()))
                    .or(() -> category.map(each -> share(each.missing(), each.count() + each.missing())))
                    .orElse(OptionalDouble.empty());
            case "extreme_share" -> number.map(each -> share(each.extreme(), each.count() + each.missing() + each.extreme())).orElse(OptionalDouble.empty());
            default -> number.map(each -> OptionalDouble.of(each.distinct().estimate()))
                    .or(() -> category.map(each -> OptionalDouble.of(each.distinct().estimate())))
                    .orElse(OptionalDouble.empty());
        };
    }

    private static OptionalDouble share(long count, long of) {
        return OptionalDouble.of(of == 0 ? Double.NaN : (double) count / of);
    }

    private static double latency(Profile profile, double quantile) {
        return profile.traffic().latency().count() == 0 ? Double.NaN : MILLIS * profile.traffic().latency().quantile(quantile);
    }

    private static double confidence(Profile profile) {
        NumericProfile confidence = profile.features().get(Profile.CONFIDENCE);
        return confidence == null || confidence.count() == 0 ? Double.NaN : confidence.mean();
    }

    private static OptionalDouble slice(Profile profile, String pair) {
        String[] parts = pair.split(":", 2);
        SliceCounts slice = profile.slices().containsKey(parts[0]) ? profile.slices().get(parts[0]).values().get(parts[1]) : null;
        return slice == null ? OptionalDouble.empty() : share(slice.correct(), slice.labelled());
    }

    private static OptionalDouble value(Profile profile, String pair) {
        String[] parts = pair.split(":", 2);
        CategoricalProfile category = profile.categories().get(parts[0]);
        return category == null ? OptionalDouble.empty() : share(category.frequent().counts().getOrDefault(parts[1], 0L), category.count());
    }

    private static OptionalDouble correlation(Profile profile, String pair) {
        String[] parts = pair.split(":", 2);
        int i = profile.joint().names().indexOf(parts[0]);
        int j = profile.joint().names().indexOf(parts[1]);
        return i < 0 || j < 0 ? OptionalDouble.empty() : OptionalDouble.of(profile.joint().correlation(i, j));
    }
}
