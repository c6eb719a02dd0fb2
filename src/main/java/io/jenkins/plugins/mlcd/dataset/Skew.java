package io.jenkins.plugins.mlcd.dataset;

import io.jenkins.plugins.mlcd.stats.BenjaminiHochberg;
import io.jenkins.plugins.mlcd.stats.CategoryShift;
import io.jenkins.plugins.mlcd.stats.KolmogorovSmirnov;
import io.jenkins.plugins.mlcd.stats.TestResult;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * How far one thing of a data set moved since its last version.
 *
 * @param what a feature, or {@code classes}
 * @param distance for a feature that of Kolmogorov and Smirnov, for the classes the share of samples that changed theirs; 0..1
 * @param pValue chance of such a distance without a change, adjusted for the number of things by Benjamini and Hochberg
 */
record Skew(String what, double distance, double pValue) {

    /** Chance of a false alarm in a data set that did not change. */
    private static final double ALPHA = 0.01;

    /** Every class label and feature that both have, the largest distance first. */
    static List<Skew> between(DatasetVersion last, DatasetVersion now) {
        List<Skew> raw = new ArrayList<>();
        if (!last.classes().isEmpty() && !now.classes().isEmpty()) {
            TestResult test = CategoryShift.test(last.classes(), now.classes());
            raw.add(new Skew("classes", CategoryShift.distance(last.classes(), now.classes()), test.pValue()));
        }
        for (Map.Entry<String, ByteHistogram> feature : now.features().entrySet()) {
            ByteHistogram before = last.features().get(feature.getKey());
            if (before != null && before.count() > 0 && feature.getValue().count() > 0) {
                TestResult test = KolmogorovSmirnov.test(before, feature.getValue());
                raw.add(new Skew(feature.getKey(), test.statistic(), test.pValue()));
            }
        }
        double[] adjusted = BenjaminiHochberg.adjust(raw.stream().mapToDouble(Skew::pValue).toArray());
        List<Skew> all = new ArrayList<>();
        for (int i = 0; i < adjusted.length; i++) {
            all.add(new Skew(raw.get(i).what, raw.get(i).distance, adjusted[i]));
        }
        all.sort(Comparator.comparingDouble(Skew::distance).reversed());
        return all;
    }

    /** Whether it is both no chance and farther than {@code limit}. */
    boolean exceeds(double limit) {
        return pValue <= ALPHA && distance > limit;
    }
}
