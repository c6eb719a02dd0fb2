package io.jenkins.plugins.mlcd.sweep;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigInteger;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Chooses what to try next. A suggestion is a pure function of its arguments, so the same seed gives the same trials
 * however many workers there are, as long as the sampler does not look at finished trials.
 */
public interface Sampler {

    /** {@code kind} and every setting, as the study's record shows them; equal samplers have equal JSON. */
    ObjectNode toJson();

    /** What all random choices of the study derive from. */
    long seed();

    /** Whether it makes use of {@link History#earlier}. */
    default boolean warmStart() {
        return false;
    }

    /**
     * The same sampler, which begins with what earlier builds found out.
     *
     * @throws IllegalArgumentException when it cannot make use of that
     */
    default Sampler withWarmStart() {
        throw new IllegalArgumentException("warmStart needs a sampler that learns, tpe(), but the sampler is "
                + toJson().path("kind").asText() + "()");
    }

    /**
     * How many trials the sampler has in it; empty when it never runs out.
     *
     * @throws IllegalArgumentException when it cannot sample these spaces, with one sentence that says why
     */
    Optional<BigInteger> trialCount(Map<String, SearchSpace> algorithms);

    /**
     * The trial with this number.
     *
     * @param algorithms the algorithms and their spaces, in the order written
     * @param history the trials that have ended and those that run
     * @param number from 0, less than the trial count
     * @param random seeded for this number
     */
    Suggestion suggest(Map<String, SearchSpace> algorithms, History history, int number, RandomGenerator random);
}
