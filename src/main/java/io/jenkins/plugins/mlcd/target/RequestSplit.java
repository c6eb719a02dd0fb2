package io.jenkins.plugins.mlcd.target;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Optional;

/**
 * How a local target shares requests, as {@code PUT /admin/split} takes it.
 *
 * @param weight percent of the requests, or with a hash of the users, that the canary gets; 0 to 100
 * @param mirror percent of the requests to the stable version of which the canary gets a copy; 0 to 100
 * @param match who gets the canary; absent for requests at random
 */
public record RequestSplit(@JsonProperty("canary") int weight, int mirror, Optional<Match> match) {

    public static final RequestSplit NONE = weight(0);

    /** What of a request is looked at. */
    public enum By {
        @JsonProperty("header")
        HEADER,
        @JsonProperty("cookie")
        COOKIE,
        @JsonProperty("hash_of_header")
        HASH_OF_HEADER,
        @JsonProperty("hash_of_cookie")
        HASH_OF_COOKIE;

        boolean hash() {
            return this == HASH_OF_HEADER || this == HASH_OF_COOKIE;
        }

        /** Whether a cookie is meant, rather than a header. */
        public boolean cookie() {
            return this == COOKIE || this == HASH_OF_COOKIE;
        }
    }

    /**
     * Who gets the canary: with a value, all whose header or cookie has it; with a hash, {@code weight} percent of all values.
     *
     * @param name of the header or cookie
     * @param value absent with a hash
     */
    public record Match(By by, String name, Optional<String> value) {

        /** @throws IllegalArgumentException when something is missing, or too much */
        public Match {
            value = value == null ? Optional.empty() : value;
            if (by == null || name == null || name.isBlank()) {
                throw new IllegalArgumentException("match needs 'by' and 'name'");
            }
            if (by.hash() != value.isEmpty()) {
                throw new IllegalArgumentException("match by " + by + " must " + (by.hash() ? "not have" : "have") + " a value");
            }
        }
    }

    /** @throws IllegalArgumentException when a percentage is not 0 to 100 */
    public RequestSplit {
        match = match == null ? Optional.empty() : match;
        if (weight < 0 || weight > 100 || mirror < 0 || mirror > 100) {
            throw new IllegalArgumentException("canary and mirror must be 0 to 100 percent, but are " + weight + " and " + mirror);
        }
    }

    public static RequestSplit weight(int percent) {
        return new RequestSplit(percent, 0, Optional.empty());
    }

    /** Whether it needs a canary. */
    public boolean usesCanary() {
        return weight > 0 || mirror > 0;
    }
}
