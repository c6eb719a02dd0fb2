package io.jenkins.plugins.mlcd.canary;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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

    private static final Pattern TEXT = Pattern.compile("(?:(?<hash>hash)\\s+)?(?<by>header|cookie)\\s+(?<name>[^\\s=]+)(?:\\s*=\\s*(?<value>.+))?");

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

    /**
     * As a Jenkinsfile says it: {@code header x-group = b}, {@code cookie variant = b}, {@code hash cookie uid} or {@code hash header x-user}.
     *
     * @throws IllegalArgumentException naming the text and these forms
     */
    public static TrafficMatch parse(String text) {
        Matcher form = TEXT.matcher(text == null ? "" : text.strip());
        if (!form.matches() || (form.group("hash") == null) == (form.group("value") == null)) {
            throw new IllegalArgumentException("match '" + text + "' is none: write 'header NAME = VALUE', 'cookie NAME = VALUE', 'hash header NAME' or 'hash cookie NAME'");
        }
        boolean header = form.group("by").equals("header");
        boolean hash = form.group("hash") != null;
        By by = header ? hash ? By.HASH_OF_HEADER : By.HEADER : hash ? By.HASH_OF_COOKIE : By.COOKIE;
        return new TrafficMatch(by, form.group("name"), Optional.ofNullable(form.group("value")));
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
