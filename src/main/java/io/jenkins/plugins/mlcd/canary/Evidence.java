package io.jenkins.plugins.mlcd.canary;

import io.jenkins.plugins.mlcd.stats.SequentialLatency;
import io.jenkins.plugins.mlcd.stats.SequentialMeans;
import io.jenkins.plugins.mlcd.stats.SequentialProportions;
import java.util.List;

/** The evidence, collected over looks, that a canary is worse than the stable version. */
final class Evidence {

    /** JSON has no infinity, and beyond this nothing is decided by how much. */
    private static final double MOST = 1e300;

    private Evidence() {}

    /** @param looks in which both versions served users */
    static double of(MetricRule.Kind kind, List<Look> looks) {
        return Math.min(MOST, collected(kind, looks));
    }

    private static double collected(MetricRule.Kind kind, List<Look> looks) {
        return switch (kind) {
            case ERROR_RATE -> errors(looks);
            case ACCURACY -> mistakes(looks);
            case CONFIDENCE -> confidence(looks);
            case LATENCY_MEAN, LATENCY_P50, LATENCY_P90, LATENCY_P99 -> latency(looks);
        };
    }

    private static double errors(List<Look> looks) {
        SequentialProportions test = SequentialProportions.start();
        for (Look look : looks) {
            Figures canary = look.canary().orElse(Figures.NONE);
            Figures stable = look.stable().orElse(Figures.NONE);
            test = test.plus(canary.errors(), canary.requests(), stable.errors(), stable.requests());
        }
        return test.evidence();
    }

    private static double mistakes(List<Look> looks) {
        SequentialProportions test = SequentialProportions.start();
        for (Look look : looks) {
            Figures canary = look.canary().orElse(Figures.NONE);
            Figures stable = look.stable().orElse(Figures.NONE);
            test = test.plus(canary.wrong(), canary.labelled(), stable.wrong(), stable.labelled());
        }
        return test.evidence();
    }

    private static double confidence(List<Look> looks) {
        SequentialMeans test = SequentialMeans.start();
        for (Look look : looks) {
            test = test.plus(
                    look.canary().orElse(Figures.NONE).confidence(),
                    look.stable().orElse(Figures.NONE).confidence());
        }
        return test.evidence();
    }

    private static double latency(List<Look> looks) {
        SequentialLatency test = SequentialLatency.start();
        for (Look look : looks) {
            test = test.plus(
                    look.canary().orElse(Figures.NONE).latencyCounts(),
                    look.stable().orElse(Figures.NONE).latencyCounts());
        }
        return test.evidence();
    }
}
