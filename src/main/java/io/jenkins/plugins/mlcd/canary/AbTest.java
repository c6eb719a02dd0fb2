package io.jenkins.plugins.mlcd.canary;

import java.util.Optional;

/**
 * A fixed split until the first rule tells which version is better, or maxDuration is over.
 *
 * @param promote whether a canary that wins is promoted; otherwise the traffic goes back, and the winner is only reported
 * @param match who gets the canary; absent when each request is drawn
 */
public record AbTest(boolean promote, Optional<TrafficMatch> match) {

    public AbTest {
        match = match == null ? Optional.empty() : match;
    }
}
