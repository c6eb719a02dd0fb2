package io.jenkins.plugins.mlcd.bench;

import java.util.HashMap;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.PoissonSampler;
import org.apache.commons.rng.sampling.distribution.SharedStateDiscreteSampler;

/** Numbers of requests that come within a time, by a Poisson process. */
final class Arrivals {

    private final UniformRandomProvider random;
    private final Map<Double, SharedStateDiscreteSampler> samplers;

    private Arrivals(UniformRandomProvider random, Map<Double, SharedStateDiscreteSampler> samplers) {
        this.random = random;
        this.samplers = samplers;
    }

    static Arrivals of(RandomGenerator random) {
        return new Arrivals(random::nextLong, new HashMap<>());
    }

    /** @param mean 0 or more */
    long next(double mean) {
        return mean <= 0 ? 0 : samplers.computeIfAbsent(mean, wanted -> PoissonSampler.of(random, wanted)).sample();
    }
}
