package io.jenkins.plugins.mlcd.labels;

import io.jenkins.plugins.mlcd.dataset.CaptureRow;
import io.jenkins.plugins.mlcd.dataset.TrainingSamples;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What captured traffic gives a queue of labels. The same traffic, data, plan and queue give the same.
 *
 * @param captured rows of the capture
 * @param known rows that the queue or the data set has already
 * @param duplicates rows with the content of an earlier one
 * @param near images that look like an earlier one
 * @param outliers samples that are set aside, of which {@code aside} has the first
 * @param considered samples that the choice was made from
 * @param groups how many of them are in each group
 * @param shape of the inputs; null when nothing was captured
 * @param ranges of a row's columns
 * @param classes that the data set or the model knows
 * @param answered rows whose true label came back by itself
 * @param answers those labels of samples that the queue has, by content
 */
public record Filling(
        int captured, int known, int duplicates, int near, int outliers, int considered, TreeMap<String, Integer> groups, InputShape shape, ValueRanges ranges,
        ArrayList<String> classes, int answered, TreeMap<String, String> answers, ArrayList<LabelSample> chosen, ArrayList<LabelSample> aside)
        implements Serializable {

    private static final long serialVersionUID = 1L;

    /**
     * Cleans the capture and chooses from it.
     *
     * @param queued contents that the queue has
     * @throws IllegalArgumentException when the plan does not fit the capture
     */
    public static Filling of(List<CaptureRow> capture, TrainingSamples data, Set<String> queued, FillPlan plan) {
        ArrayList<String> classes = classes(capture, data);
        if (capture.isEmpty()) {
            return new Filling(0, 0, 0, 0, 0, 0, new TreeMap<>(), null, ValueRanges.NONE, classes, 0, new TreeMap<>(), new ArrayList<>(), new ArrayList<>());
        }
        InputShape shape = InputShape.of(capture.get(0).values().length, plan.columns());
        Cleaning cleaning = new Cleaning(shape, new Groups(capture, plan.slices(), shape));
        cleaning.rows(capture, queued, data.contents());
        List<float[]> reference = data.values().stream().filter(values -> values.length == shape.values()).map(shape::features).toList();
        Random random = new Random(plan.seed());
        cleaning.keepOnly(some(cleaning.candidates(), random));
        if (!shape.isImage()) {
            Distances.scale(Stream.concat(reference.stream(), Candidate.features(cleaning.candidates()).stream()).toList(), shape.values());
        }
        cleaning.nearDuplicates();
        cleaning.outliers(reference);
        List<Candidate> candidates = cleaning.candidates();
        TreeMap<String, Integer> groups = new TreeMap<>();
        candidates.forEach(candidate -> groups.merge(candidate.group(), 1, Integer::sum));
        List<LabelSample> aside = cleaning.aside();
        return new Filling(capture.size(), cleaning.known(), cleaning.duplicates(), cleaning.near(), aside.size(), candidates.size(), groups, shape,
                ValueRanges.of(shape, data.values().isEmpty() ? capture.stream().map(CaptureRow::values).toList() : data.values()), classes,
                cleaning.answered(), cleaning.answers(), new ArrayList<>(Chooser.choose(candidates, reference, plan.budget(), random)),
                new ArrayList<>(aside.subList(0, Math.min(aside.size(), plan.budget()))));
    }

    /** Share of the captured rows whose true label came back by itself. */
    public double answeredShare() {
        return captured == 0 ? 0 : (double) answered / captured;
    }

    /** Of too many samples, half of those that are compared are the least sure ones, the others drawn by lot. */
    private static List<Candidate> some(List<Candidate> all, Random random) {
        if (all.size() <= Cleaning.MOST) {
            return all;
        }
        List<Candidate> sorted = new ArrayList<>(all);
        sorted.sort(Comparator.comparingDouble((Candidate candidate) -> -candidate.uncertainty().value()).thenComparing(Candidate::content));
        List<Candidate> rest = sorted.subList(Cleaning.MOST / 2, sorted.size());
        Collections.shuffle(rest, random);
        return new ArrayList<>(sorted.subList(0, Cleaning.MOST));
    }

    private static ArrayList<String> classes(List<CaptureRow> capture, TrainingSamples data) {
        Set<String> classes = new LinkedHashSet<>(data.classes());
        if (classes.isEmpty()) {
            capture.forEach(row -> Stream.of(row.prediction(), row.label()).filter(name -> !name.isEmpty()).forEach(classes::add));
        }
        ArrayList<String> sorted = new ArrayList<>(classes);
        sorted.sort(Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder()));
        return sorted;
    }
}
