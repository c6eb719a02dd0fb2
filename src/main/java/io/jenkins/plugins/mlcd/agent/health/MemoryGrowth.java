package io.jenkins.plugins.mlcd.agent.health;

import io.jenkins.plugins.mlcd.stats.Interval;
import io.jenkins.plugins.mlcd.stats.Moments;
import java.util.List;

/**
 * How much memory a server takes more with each request, from readings after equal numbers of requests. What it takes from one
 * reading to the next counts as one observation: memory is taken and given back in steps, so the readings themselves depend on each other.
 *
 * @param bytesPerRequest on average
 * @param interval Student's, of the average
 */
record MemoryGrowth(double bytesPerRequest, Interval interval) {

    /**
     * @param resident readings in bytes, at least 3
     * @param requests between two of them
     * @param confidence of each bound
     */
    static MemoryGrowth of(List<Long> resident, long requests, double confidence) {
        if (resident.size() < 3) {
            throw new IllegalArgumentException("growth needs at least 3 readings, but there are " + resident.size());
        }
        Moments steps = Moments.NONE;
        for (int i = 1; i < resident.size(); i++) {
            steps = steps.plus((double) (resident.get(i) - resident.get(i - 1)) / requests);
        }
        return new MemoryGrowth(steps.mean(), steps.meanInterval(2 * confidence - 1));
    }
}
