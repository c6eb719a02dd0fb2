package io.jenkins.plugins.mlcd.view;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.mlcd.record.Json;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * How much a parameter matters: the share of the objective's variance between groups of trials with a like value of it, in a one-way
 * analysis of variance, as epsilon squared (Kelley 1935), {@code (SSB - (k - 1) MSW) / SST}, which is about 0 for a parameter that does
 * not matter, however many groups there are. Numbers are put into up to eight groups of equally many trials, by rank, so their scale
 * does not count; other values are groups of their own. The objective enters by its rank, too: one trial that diverged says as little
 * as it should. Each parameter is looked at alone: what only two together do is not seen.
 */
final class Importance {

    /** With fewer complete trials of an algorithm, chance says more than any parameter. */
    static final int FEWEST = 10;

    private static final int MOST_GROUPS = 8;
    private static final int FEWEST_IN_GROUP = 3;

    private Importance() {}

    /** {@code [{algorithm, trials, parameters: [{name, share}]}]}, the most important first; only algorithms with enough complete trials. */
    static ArrayNode of(List<TrialRow> rows) {
        ArrayNode algorithms = Json.mapper().createArrayNode();
        Map<String, List<TrialRow>> byAlgorithm = rows.stream()
                .filter(row -> row.state == TrialState.COMPLETE && Double.isFinite(row.value))
                .collect(Collectors.groupingBy(row -> Objects.requireNonNullElse(row.algorithm, "trial"), TreeMap::new, Collectors.toList()));
        byAlgorithm.forEach((algorithm, trials) -> {
            if (trials.size() >= FEWEST) {
                ObjectNode json = algorithms.addObject().put("algorithm", algorithm).put("trials", trials.size());
                ArrayNode parameters = json.putArray("parameters");
                shares(trials).entrySet().stream()
                        .sorted(Map.Entry.<String, Double>comparingByValue().reversed())
                        .forEach(share -> parameters.addObject().put("name", share.getKey()).put("share", share.getValue()));
            }
        });
        return algorithms;
    }

    private static Map<String, Double> shares(List<TrialRow> trials) {
        double[] worth = ranks(trials.stream().mapToDouble(row -> row.value).toArray());
        TreeSet<String> names = new TreeSet<>();
        trials.forEach(row -> names.addAll(List.of(row.params.names())));
        Map<String, Double> shares = new TreeMap<>();
        for (String name : names) {
            int[] groups = groups(trials, name);
            int count = Arrays.stream(groups).max().orElse(0) + 1;
            if (count > 1) {
                shares.put(name, epsilonSquared(worth, groups, count));
            }
        }
        return shares;
    }

    /** The group of each trial, from 0. */
    private static int[] groups(List<TrialRow> trials, String name) {
        double[] numbers = trials.stream().mapToDouble(row -> row.params.number(name)).toArray();
        long different = Arrays.stream(numbers).distinct().count();
        boolean numeric = Arrays.stream(numbers).noneMatch(Double::isNaN);
        if (numeric && different > MOST_GROUPS) {
            int count = Math.max(2, Math.min(MOST_GROUPS, trials.size() / FEWEST_IN_GROUP));
            return Arrays.stream(ranks(numbers)).mapToInt(rank -> (int) Math.min(count - 1, rank * count / trials.size())).toArray();
        }
        Map<String, Integer> known = new HashMap<>();
        return trials.stream()
                .mapToInt(row -> known.computeIfAbsent(row.params.text(name) + "/" + row.params.number(name), key -> known.size()))
                .toArray();
    }

    /** The rank of each value, from 0; equal values have the mean of theirs. */
    static double[] ranks(double[] values) {
        Integer[] order = new Integer[values.length];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, Comparator.comparingDouble(i -> values[i]));
        double[] ranks = new double[values.length];
        for (int from = 0; from < order.length;) {
            int to = from;
            while (to < order.length && values[order[to]] == values[order[from]]) {
                to++;
            }
            for (int i = from; i < to; i++) {
                ranks[order[i]] = (from + to - 1) / 2.0;
            }
            from = to;
        }
        return ranks;
    }

    /** Between 0 and 1; 0 when there is nothing to explain, or not more than chance would. */
    static double epsilonSquared(double[] values, int[] groups, int count) {
        double mean = Arrays.stream(values).average().orElse(0);
        double[] sums = new double[count];
        int[] sizes = new int[count];
        double total = 0;
        for (int i = 0; i < values.length; i++) {
            sums[groups[i]] += values[i] - mean;
            sizes[groups[i]]++;
            total += (values[i] - mean) * (values[i] - mean);
        }
        if (total == 0 || values.length <= count) {
            return 0;
        }
        double between = 0;
        for (int group = 0; group < count; group++) {
            between += sizes[group] == 0 ? 0 : sums[group] * sums[group] / sizes[group];
        }
        double within = (total - between) / (values.length - count);
        return Math.max(0, Math.min(1, (between - (count - 1) * within) / total));
    }
}
