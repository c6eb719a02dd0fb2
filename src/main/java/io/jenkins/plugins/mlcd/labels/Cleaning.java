package io.jenkins.plugins.mlcd.labels;

import io.jenkins.plugins.mlcd.dataset.CaptureRow;
import io.jenkins.plugins.mlcd.dataset.ContentKeys;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;

/** Takes out of captured traffic what no person need look at, and sets aside what is like nothing else. */
final class Cleaning {

    /** Images nearer than that, as {@link Distances} measures, are the same to a person. */
    static final double NEAR = 0.02;

    /** Neighbours that something is like, when it is no outlier. */
    private static final int NEIGHBOURS = 5;

    /** Of fewer samples nothing can be said. */
    private static final int LEAST = 40;

    /** Samples that are compared with one another at most: the time for it grows with the square. */
    static final int MOST = 3_000;

    private final InputShape shape;
    private final Groups groups;
    private final TreeMap<String, String> answers = new TreeMap<>();
    private int answered;
    private final List<LabelSample> aside = new ArrayList<>();
    private List<Candidate> candidates = new ArrayList<>();
    private int known;
    private int duplicates;
    private int near;

    Cleaning(InputShape shape, Groups groups) {
        this.shape = shape;
        this.groups = groups;
    }

    /**
     * Looks at each row by itself: a true label that came back is an answer and needs no person; what is no input is set aside; what is known is known.
     *
     * @param queued contents that are in the queue
     * @param data contents that the data set has
     */
    void rows(List<CaptureRow> rows, Set<String> queued, ContentKeys data) {
        Set<String> seen = new HashSet<>();
        for (CaptureRow row : rows) {
            if (!row.label().isEmpty()) {
                answered++;
                seen.add(row.content());
                if (queued.contains(row.content())) {
                    answers.put(row.content(), row.label());
                }
            }
        }
        for (CaptureRow row : rows) {
            if (row.label().isEmpty()) {
                unlabelled(row, queued, data, seen);
            }
        }
    }

    private void unlabelled(CaptureRow row, Set<String> queued, ContentKeys data, Set<String> seen) {
        String content = row.content();
        if (queued.contains(content) || data.contains(row.key())) {
            known++;
        } else if (!seen.add(content)) {
            duplicates++;
        } else {
            String problem = problem(row.values());
            if (problem.isEmpty()) {
                candidates.add(new Candidate(row, content, shape.features(row.values()), Uncertainty.of(row), groups.of(row), 1));
            } else {
                setAside(row, Double.NaN, problem);
            }
        }
    }

    private void setAside(CaptureRow row, double score, String reason) {
        aside.add(LabelSample.of(row, groups.of(row), LabelSample.Why.OUTLIER, score, reason));
    }

    /** What is wrong with an input by itself; empty for nothing. */
    private String problem(float[] values) {
        float first = values[0];
        boolean constant = true;
        for (int i = 0; i < values.length; i++) {
            if (values[i] < 0 || values[i] > 1) {
                return String.format(Locale.ROOT, "%s is %.4g, outside of 0 to 1", shape.isImage() ? "pixel " + i : shape.columns().get(i), values[i]);
            }
            constant &= values[i] == first;
        }
        return constant && values.length > 1 ? String.format(Locale.ROOT, "all of its values are %.3g: it is empty", first) : "";
    }

    /** Keeps the first of several images that look the same to a person; rows that differ are different. */
    void nearDuplicates() {
        if (!shape.isImage()) {
            return;
        }
        List<Candidate> kept = new ArrayList<>();
        for (Candidate candidate : candidates) {
            double limit = NEAR * NEAR * candidate.features().length;
            if (kept.stream().anyMatch(other -> Distances.square(other.features(), candidate.features()) < limit)) {
                near++;
            } else {
                kept.add(candidate);
            }
        }
        candidates = kept;
    }

    /**
     * Sets aside what is like nothing else: what is farther from its fifth neighbour, among the training data and the traffic, than 95 of 100 training samples are
     * from theirs, but no more than a tenth of the traffic. Without training data, what is beyond the outer fence of the traffic's own distances, the third
     * quartile and three times the interquartile range (Tukey 1977). What came many times is no outlier, however far it is from the training data: that is
     * drift, and wants labels.
     */
    void outliers(List<float[]> reference) {
        if (candidates.size() < LEAST) {
            return;
        }
        List<float[]> traffic = Candidate.features(candidates);
        double[] distances = candidates.stream().mapToDouble(candidate -> neighbour(candidate.features(), reference, traffic)).toArray();
        double fence = fence(sorted(distances), reference);
        List<Candidate> kept = new ArrayList<>();
        for (int i = 0; i < distances.length; i++) {
            if (distances[i] > fence) {
                setAside(candidates.get(i).row(), distances[i],
                        String.format(Locale.ROOT, "nothing is like it: its distance to the fifth most like is %.3f, and %.3f is usual", distances[i], fence));
            } else {
                kept.add(candidates.get(i).isolated(distances[i]));
            }
        }
        candidates = kept;
        aside.sort(Comparator.comparingDouble((LabelSample sample) -> -sample.score()).thenComparing(LabelSample::content));
    }

    private static double fence(double[] traffic, List<float[]> reference) {
        if (reference.size() < LEAST) {
            double low = quantile(traffic, 0.25);
            double high = quantile(traffic, 0.75);
            return high + 3 * (high - low);
        }
        double[] own = sorted(reference.stream().mapToDouble(sample -> neighbour(sample, reference, List.of())).toArray());
        return Math.max(quantile(own, 0.95), quantile(traffic, 0.9));
    }

    private static double[] sorted(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted;
    }

    private static double quantile(double[] sorted, double share) {
        return sorted[(int) (share * (sorted.length - 1))];
    }

    /** Its distance to the fifth nearest of both lists; itself, the same object, does not count. */
    private static double neighbour(float[] features, List<float[]> reference, List<float[]> traffic) {
        float[] nearest = new float[NEIGHBOURS];
        Arrays.fill(nearest, Float.MAX_VALUE);
        for (List<float[]> several : List.of(reference, traffic)) {
            for (float[] other : several) {
                if (other != features) {
                    insert(nearest, Distances.square(features, other));
                }
            }
        }
        return Math.sqrt(nearest[NEIGHBOURS - 1] / features.length);
    }

    /** Keeps the smallest in rising order. */
    private static void insert(float[] smallest, float value) {
        int place = smallest.length - 1;
        if (value >= smallest[place]) {
            return;
        }
        for (; place > 0 && smallest[place - 1] > value; place--) {
            smallest[place] = smallest[place - 1];
        }
        smallest[place] = value;
    }

    List<Candidate> candidates() {
        return candidates;
    }

    void keepOnly(List<Candidate> some) {
        candidates = new ArrayList<>(some);
    }

    List<LabelSample> aside() {
        return aside;
    }

    int answered() {
        return answered;
    }

    /** True labels that came back of samples that are in the queue, by content. */
    TreeMap<String, String> answers() {
        return answers;
    }

    int known() {
        return known;
    }

    int duplicates() {
        return duplicates;
    }

    int near() {
        return near;
    }
}
