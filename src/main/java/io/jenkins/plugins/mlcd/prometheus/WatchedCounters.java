package io.jenkins.plugins.mlcd.prometheus;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/** The counters of one selector, looked at again and again. */
final class WatchedCounters {

    /** As far back as Prometheus looks for the newest sample itself. */
    private static final long OVERLAP_SECONDS = 300;

    private final PrometheusClient client;
    private final String selector;
    private final LongSupplier nanos;
    private final CounterTotals totals;
    private long lookedNanos;
    private boolean seen;

    /** @param young as in {@link CounterTotals} */
    WatchedCounters(PrometheusClient client, String selector, boolean young, LongSupplier nanos) {
        this.client = client;
        this.selector = selector;
        this.nanos = nanos;
        this.totals = new CounterTotals(young);
        this.lookedNanos = nanos.getAsLong();
    }

    /** Whether there ever was a current sample. */
    boolean seen() {
        return seen;
    }

    /**
     * What the counters rose by since the first look; empty when there is no current sample of any. After a gap they count from what was
     * told before it, so that a reader who takes an absent figure for nothing counts nothing twice.
     */
    Optional<Totals> look() throws IOException, InterruptedException {
        long now = nanos.getAsLong();
        long seconds = OVERLAP_SECONDS + Math.max(0, now - lookedNanos) / 1_000_000_000 + 1;
        boolean current = !client.query("count(" + selector + ")").isEmpty();
        if (!current && seen) {
            totals.startOver();
            return Optional.empty();
        }
        // Also without a current sample: a server that just missed a scrape is no new one, which would count from zero.
        totals.add(client.query(selector + "[" + seconds + "s]"));
        lookedNanos = now;
        seen = current;
        return current ? Optional.of(totals.totals()) : Optional.empty();
    }
}
