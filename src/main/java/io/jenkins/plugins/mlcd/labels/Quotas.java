package io.jenkins.plugins.mlcd.labels;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Shares a budget among groups, one to each and the rest by the square roots of their sizes: a group of 100 gets about ten times, not a hundred times, as many as
 * a group of one, so that rare ones come in. Of a budget with less than one a group, the largest get theirs. No group gets more than it has; what that leaves goes to the others.
 */
final class Quotas {

    private Quotas() {}

    /** @return a quota for each group; together as much as the budget, or as all groups have */
    static Map<String, Integer> of(Map<String, Integer> sizes, int budget) {
        Map<String, Integer> quotas = new TreeMap<>();
        sizes.keySet().forEach(group -> quotas.put(group, 0));
        int left = Math.min(budget, sizes.values().stream().mapToInt(Integer::intValue).sum());
        if (left >= sizes.size()) {
            quotas.replaceAll((group, none) -> 1);
            left -= sizes.size();
        }
        while (left > 0) {
            left -= round(sizes, quotas, left);
        }
        return quotas;
    }

    /** Shares {@code budget} among the groups that have something left, by largest remainders. */
    private static int round(Map<String, Integer> sizes, Map<String, Integer> quotas, int budget) {
        List<String> open = new ArrayList<>(quotas.keySet());
        open.removeIf(group -> quotas.get(group) >= sizes.get(group));
        double roots = open.stream().mapToDouble(group -> Math.sqrt(sizes.get(group))).sum();
        Map<String, Double> remainders = new TreeMap<>();
        int given = 0;
        for (String group : open) {
            double share = budget * Math.sqrt(sizes.get(group)) / roots;
            int whole = Math.min((int) share, sizes.get(group) - quotas.get(group));
            quotas.merge(group, whole, Integer::sum);
            given += whole;
            remainders.put(group, share - Math.floor(share));
        }
        if (given == 0) {
            open.sort(Comparator.comparing((String group) -> remainders.get(group)).reversed().thenComparing(Comparator.naturalOrder()));
            for (String group : open.subList(0, Math.min(budget, open.size()))) {
                quotas.merge(group, 1, Integer::sum);
                given++;
            }
        }
        return given;
    }
}
