package io.jenkins.plugins.mlcd.stats;

import java.util.ArrayList;
import java.util.List;

/**
 * Evidence that a first group is slower than a second, from histograms over the same buckets, valid whenever one stops:
 * when both have one distribution, the chance that {@link #evidence()} ever reaches {@code 1 / alpha} is at most
 * {@code alpha}. It is the mean of {@link SequentialProportions} of the requests slower than the pooled 50, 90 and 99 %
 * bucket of each look; a mean of such evidences is one again, and the pooled histogram is what they are conditioned on,
 * so that the choice of the bucket does not bias them.
 */
public final class SequentialLatency {

    private static final double[] QUANTILES = {0.5, 0.9, 0.99};

    private final List<SequentialProportions> tails;

    private SequentialLatency(List<SequentialProportions> tails) {
        this.tails = List.copyOf(tails);
    }

    public static SequentialLatency start() {
        List<SequentialProportions> tails = new ArrayList<>();
        for (int i = 0; i < QUANTILES.length; i++) {
            tails.add(SequentialProportions.start());
        }
        return new SequentialLatency(tails);
    }

    /**
     * The evidence after one more look.
     *
     * @param first counts by bucket, fastest first
     * @param second counts by the same buckets
     */
    public SequentialLatency plus(List<Long> first, List<Long> second) {
        if (first.size() != second.size()) {
            throw new IllegalArgumentException("histograms have " + first.size() + " and " + second.size() + " buckets");
        }
        long firstTotal = total(first, 0);
        long secondTotal = total(second, 0);
        List<SequentialProportions> next = new ArrayList<>();
        for (int i = 0; i < QUANTILES.length; i++) {
            int slow = firstSlowBucket(first, second, QUANTILES[i]);
            next.add(tails.get(i).plus(total(first, slow), firstTotal, total(second, slow), secondTotal));
        }
        return new SequentialLatency(next);
    }

    /** At least 0; starts at 1, and rises as the first group turns out to be slower. */
    public double evidence() {
        return tails.stream().mapToDouble(SequentialProportions::evidence).average().orElse(1);
    }

    /** The first bucket that lies wholly above the quantile of both groups together. */
    private static int firstSlowBucket(List<Long> first, List<Long> second, double quantile) {
        long wanted = (long) Math.ceil(quantile * (total(first, 0) + total(second, 0)));
        long seen = 0;
        for (int i = 0; i < first.size(); i++) {
            seen += first.get(i) + second.get(i);
            if (seen >= wanted) {
                return i + 1;
            }
        }
        return first.size();
    }

    private static long total(List<Long> counts, int from) {
        return counts.subList(from, counts.size()).stream().mapToLong(Long::longValue).sum();
    }
}
