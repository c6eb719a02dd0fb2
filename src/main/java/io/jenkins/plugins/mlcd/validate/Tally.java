package io.jenkins.plugins.mlcd.validate;

import io.jenkins.plugins.mlcd.stats.PairedProportions;
import java.util.Optional;

/** Counts one rate over the samples of a benchmark, for the candidate alone or for the pair. */
final class Tally {

    private final Rate rate;
    private long samples;
    private long successes;
    private long baselineSamples;
    private long baselineSuccesses;
    private long both;
    private long onlyCandidate;
    private long onlyBaseline;
    private long neither;

    Tally(Rate rate) {
        this.rate = rate;
    }

    void candidate(Prediction prediction) {
        if (rate.counted().test(prediction)) {
            samples++;
            successes += rate.success().test(prediction) ? 1 : 0;
        }
    }

    void pair(Prediction candidate, Prediction baseline) {
        candidate(candidate);
        if (rate.counted().test(baseline)) {
            baselineSamples++;
            baselineSuccesses += rate.success().test(baseline) ? 1 : 0;
        }
        if (rate.paired() && rate.counted().test(candidate)) {
            count(rate.success().test(candidate), rate.success().test(baseline));
        }
    }

    private void count(boolean candidate, boolean baseline) {
        if (candidate) {
            both += baseline ? 1 : 0;
            onlyCandidate += baseline ? 0 : 1;
        } else {
            onlyBaseline += baseline ? 1 : 0;
            neither += baseline ? 0 : 1;
        }
    }

    /** What was counted; the pair is absent when there was no baseline, or none that compares sample by sample. */
    Counted counted() {
        PairedProportions pair = new PairedProportions(both, onlyCandidate, onlyBaseline, neither);
        return new Counted(
                samples,
                successes,
                baselineSamples,
                baselineSuccesses,
                pair.samples() == 0 ? Optional.empty() : Optional.of(pair));
    }

    /**
     * The counts of one rate.
     *
     * @param samples of the candidate that count, and {@code successes} among them
     * @param baselineSamples of the baseline that count, and {@code baselineSuccesses} among them; 0 without a baseline
     * @param pair the samples on which both ran
     */
    record Counted(
            long samples,
            long successes,
            long baselineSamples,
            long baselineSuccesses,
            Optional<PairedProportions> pair) {

        double candidateRate() {
            return samples == 0 ? Double.NaN : (double) successes / samples;
        }

        double baselineRate() {
            return baselineSamples == 0 ? Double.NaN : (double) baselineSuccesses / baselineSamples;
        }
    }
}
