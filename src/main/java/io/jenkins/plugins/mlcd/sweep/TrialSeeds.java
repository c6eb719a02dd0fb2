package io.jenkins.plugins.mlcd.sweep;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** Where the random choices of a trial come from: one stream for each number of a study, the same after a restart. */
final class TrialSeeds {

    private TrialSeeds() {}

    /**
     * The stream of a trial.
     *
     * @param seed of the study's sampler
     * @param number of the trial, from 0
     */
    static RandomGenerator random(long seed, int number) {
        return new SplittableRandom(mix(seed + 0x9E3779B97F4A7C15L * (number + 1L)));
    }

    /** The finaliser of SplitMix64 (Steele, Lea and Flood, OOPSLA 2014): neighbouring numbers get unrelated streams. */
    private static long mix(long value) {
        long mixed = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }
}
