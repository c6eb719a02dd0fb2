package io.jenkins.plugins.mlcd.agent.load;

import java.time.Duration;

/**
 * How much load, and for how long.
 *
 * @param rate requests a second at which latency is measured, above 0
 * @param duration of that for each model
 * @param warmUp of each model before, which does not count
 * @param clients at once at which throughput is measured, for a quarter of {@code duration}; 0 leaves it out
 * @param blocks in which the duration is cut, at least 4; between two blocks of one model there is one of the other
 * @param confidence of each bound
 * @param seed of arrivals, of the order in each pair of blocks and of the bootstrap
 */
public record LoadPlan(double rate, Duration duration, Duration warmUp, int clients, int blocks, double confidence, long seed) {

    public LoadPlan {
        require(rate > 0 && rate <= 100_000, "rate must be above 0 and at most 100000 requests a second, but is " + rate);
        require(blocks >= 4 && blocks <= 1000, "blocks must be 4 to 1000, but is " + blocks);
        require(clients >= 0 && clients <= 256, "clients must be 0 to 256, but is " + clients);
        require(confidence > 0.5 && confidence < 1, "confidence must be between 0.5 and 1, but is " + confidence);
        require(rate * duration.toMillis() / 1000 >= 2 * blocks,
                "a block would have less than 2 requests: the duration of " + duration.toSeconds() + " s at a rate of " + rate + " is too short");
    }

    long blockNanos() {
        return duration.toNanos() / blocks;
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(message);
        }
    }
}
