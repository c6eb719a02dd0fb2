package io.jenkins.plugins.mlcd.canary;

import java.util.Optional;

/**
 * How the requests are shared between the stable version and the canary.
 *
 * @param weight percent of the requests that the canary answers, 0 to 100
 * @param mirror percent of the requests to the stable version of which the canary gets a copy, whose answer nobody gets; 0 to 100
 * @param match an A/B test: who gets the canary. With a value, all whose requests match, and nobody else: the weight is 100
 *     while the test is on. With a hash, {@code weight} percent of the users. Absent: {@code weight} percent of the requests
 */
public record TrafficSplit(int weight, int mirror, Optional<TrafficMatch> match) {

    /** All requests go to the stable version, and no copies to the canary. */
    public static final TrafficSplit NONE = weight(0);

    /** @throws IllegalArgumentException when a percentage is not 0 to 100 */
    public TrafficSplit {
        requirePercent("weight", weight);
        requirePercent("mirror", mirror);
    }

    public static TrafficSplit weight(int percent) {
        return new TrafficSplit(percent, 0, Optional.empty());
    }

    public static TrafficSplit mirror(int percent) {
        return new TrafficSplit(0, percent, Optional.empty());
    }

    /** Whether requests are shared by a weight alone. */
    public boolean plain() {
        return mirror == 0 && match.isEmpty();
    }

    private static void requirePercent(String what, int percent) {
        if (percent < 0 || percent > 100) {
            throw new IllegalArgumentException(what + " must be 0 to 100 percent, but is " + percent);
        }
    }
}
