package io.jenkins.plugins.mlcd.kubernetes.traffic;

import io.jenkins.plugins.mlcd.canary.TrafficMatch;
import java.util.Locale;

/** The header of a request by which a match is found. */
final class MatchedHeader {

    private MatchedHeader() {}

    /** Its name, in lower case as HTTP/2 has it. */
    static String name(TrafficMatch match) {
        return match.by() == TrafficMatch.By.HEADER ? match.name().toLowerCase(Locale.ROOT) : "cookie";
    }

    /** A regular expression (RE2) that a whole {@code cookie} header matches when it has the cookie with the value. */
    static String cookiePattern(TrafficMatch match) {
        return "^(.*;\\s*)?" + quoted(match.name()) + "=" + quoted(match.value().orElseThrow()) + "(;.*)?$";
    }

    private static String quoted(String text) {
        return text.replaceAll("[\\p{ASCII}&&[^A-Za-z0-9_]]", "\\\\$0");
    }
}
