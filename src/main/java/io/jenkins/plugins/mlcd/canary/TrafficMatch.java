package io.jenkins.plugins.mlcd.canary;

import java.util.Optional;

/**
 * By what the requests of an A/B test are shared, so that a user always gets the same version.
 *
 * @param by header or cookie whose value chooses the canary, or a header or cookie by whose hash users are drawn
 * @param name of the header or cookie
 * @param value that chooses the canary; absent where users are drawn by the hash
 */
public record TrafficMatch(By by, String name, Optional<String> value) {

    private static final String NAME = "[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}";
    private static final int MAX_VALUE = 200;

    /** What of a request is looked at. */
    public enum By {
        /** Requests whose header has the value go to the canary, all others to the stable version. */
        HEADER,
        /** Requests whose cookie has the value go to the canary, all others to the stable version. */
        COOKIE,
        /** The hash of a header draws the split's weight of all users; requests without it get the stable version. */
        HASH_OF_HEADER,
        /** The hash of a cookie draws the split's weight of all users; requests without it get the stable version. */
        HASH_OF_COOKIE;

        /** Whether a weight of all users is drawn, rather than all who have a value. */
        public boolean hash() {
            return this == HASH_OF_HEADER || this == HASH_OF_COOKIE;
        }
    }

    /** @throws IllegalArgumentException when the name is none, or a value is missing or too much */
    public TrafficMatch {
        if (name == null || !name.matches(NAME)) {
            throw new IllegalArgumentException("match names the header or cookie '" + name + "', which is no name of one");
        }
        if (by.hash() != value.isEmpty()) {
            throw new IllegalArgumentException("match by " + by + " of '" + name + "' must " + (by.hash() ? "not have" : "have") + " a value");
        }
        if (value.filter(text -> text.isEmpty() || text.length() > MAX_VALUE || text.chars().anyMatch(c -> c < ' ' || c == ';' || c == 127)).isPresent()) {
            throw new IllegalArgumentException("the value that '" + name + "' is matched with must have 1 to " + MAX_VALUE
                    + " characters, without ';' and control characters");
        }
    }
}
