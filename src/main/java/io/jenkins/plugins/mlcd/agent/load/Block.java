package io.jenkins.plugins.mlcd.agent.load;

import org.HdrHistogram.Histogram;

/**
 * What was measured in one stretch of time.
 *
 * @param latencies in nanoseconds, of all requests, from when they were due to their answer
 * @param errors how many were not answered by a prediction
 * @param nanos how long it took
 */
record Block(Histogram latencies, long errors, long nanos) {

    long requests() {
        return latencies.getTotalCount();
    }
}
