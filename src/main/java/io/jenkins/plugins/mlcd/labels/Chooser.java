package io.jenkins.plugins.mlcd.labels;

import io.jenkins.plugins.mlcd.labels.LabelSample.Why;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * Chooses the samples whose labels teach most. The budget is shared among the groups ({@link Quotas}); of each group, half are those that the model was least sure
 * of, where many are like them; three of ten those that are farthest from the training data and from what was chosen before (farthest-first traversal, Gonzalez 1985: a 2-approximation of the
 * k-centre problem), and the rest are drawn by lot.
 */
final class Chooser {

    private static final double UNSURE = 0.5;
    private static final double NOVEL = 0.3;

    private final List<Candidate> candidates;
    private final boolean[] taken;

    /** Squared distance of each candidate to the nearest sample that is labelled or chosen. */
    private final float[] distances;

    private final Random random;
    private final List<LabelSample> chosen = new ArrayList<>();

    private Chooser(List<Candidate> candidates, List<float[]> reference, Random random) {
        this.candidates = candidates;
        this.random = random;
        taken = new boolean[candidates.size()];
        distances = new float[candidates.size()];
        Arrays.fill(distances, Float.MAX_VALUE);
        reference.forEach(this::approach);
    }

    /** At most {@code budget} samples, in the order in which they are best labelled: the first of every group first. */
    static List<LabelSample> choose(List<Candidate> candidates, List<float[]> reference, int budget, Random random) {
        Chooser chooser = new Chooser(candidates, reference, random);
        Map<String, List<Integer>> groups = new TreeMap<>();
        for (int i = 0; i < candidates.size(); i++) {
            groups.computeIfAbsent(candidates.get(i).group(), group -> new ArrayList<>()).add(i);
        }
        Map<String, Integer> sizes = new TreeMap<>();
        groups.forEach((group, members) -> sizes.put(group, members.size()));
        Map<String, Integer> quotas = Quotas.of(sizes, budget);
        groups.forEach((group, members) -> chooser.unsure(members, (int) Math.round(UNSURE * quotas.get(group))));
        groups.forEach((group, members) -> chooser.novel(members, (int) Math.round(NOVEL * quotas.get(group)), quotas.get(group)));
        groups.forEach((group, members) -> chooser.lot(members, quotas.get(group)));
        return inTurn(chooser.chosen);
    }

    private void unsure(List<Integer> members, int quota) {
        members.stream()
                .filter(i -> candidates.get(i).uncertainty().known())
                .sorted(Comparator.comparingDouble((Integer i) -> -candidates.get(i).worth()).thenComparing(i -> candidates.get(i).content()))
                .limit(quota)
                .forEach(i -> take(i, Why.LEAST_CONFIDENT, candidates.get(i).worth(), candidates.get(i).uncertainty().text()));
    }

    private void novel(List<Integer> members, int quota, int all) {
        int open = (int) Math.min(Math.max(0, all - members.stream().filter(i -> taken[i]).count()), quota);
        for (int n = 0; n < open; n++) {
            int farthest = -1;
            for (int i : members) {
                if (!taken[i] && (farthest < 0 || distances[i] > distances[farthest])) {
                    farthest = i;
                }
            }
            if (farthest < 0 || distances[farthest] == Float.MAX_VALUE) {
                return; // nothing to be far from
            }
            double distance = Math.sqrt(distances[farthest] / candidates.get(farthest).features().length);
            take(farthest, Why.MOST_NOVEL, distance, String.format(Locale.ROOT, "it is %.3f from the nearest sample that is labelled or chosen", distance));
        }
    }

    private void lot(List<Integer> members, int all) {
        List<Integer> open = new ArrayList<>(members.stream().filter(i -> !taken[i]).toList());
        int drawn = (int) (all - (members.size() - open.size()));
        Collections.shuffle(open, random);
        open.stream().limit(Math.max(0, drawn)).forEach(i -> take(i, Why.AT_RANDOM, Double.NaN, "it was drawn by lot among the " + members.size() + " of its group"));
    }

    private void take(int index, Why why, double score, String reason) {
        taken[index] = true;
        Candidate candidate = candidates.get(index);
        chosen.add(LabelSample.of(candidate.row(), candidate.group(), why, score, reason));
        approach(candidate.features());
    }

    private void approach(float[] features) {
        for (int i = 0; i < distances.length; i++) {
            if (!taken[i]) {
                distances[i] = Math.min(distances[i], Distances.square(candidates.get(i).features(), features));
            }
        }
    }

    private static List<LabelSample> inTurn(List<LabelSample> chosen) {
        Map<String, Integer> counts = new TreeMap<>();
        Map<LabelSample, Integer> turns = new java.util.IdentityHashMap<>();
        chosen.forEach(sample -> turns.put(sample, counts.merge(sample.group(), 1, Integer::sum)));
        return chosen.stream().sorted(Comparator.comparing(turns::get)).toList();
    }
}
