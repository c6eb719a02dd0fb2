package io.jenkins.plugins.mlcd.agent.target;

import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Keeps the requests of a browser together: a request without the cookie gets one with a random value, by whose hash its version is
 * drawn. While the weight rises nobody comes back from the canary, and at weight 0 all have the stable version.
 *
 * @param name of the cookie
 */
record Cookies(String name) {

    private static final int SECONDS = 30 * 24 * 3600;
    private static final int LONGEST = 64;

    /** @throws IllegalArgumentException when {@code name} is no name of a cookie */
    Cookies {
        if (!name.matches("[A-Za-z0-9_.-]{1,64}")) {
            throw new IllegalArgumentException("the cookie '" + name + "' must be named with 1 to 64 letters, digits, '_', '.' or '-'");
        }
    }

    Optional<String> session(HttpServerRequest request) {
        return Optional.ofNullable(request.getCookie(name)).map(Cookie::getValue).filter(value -> !value.isEmpty() && value.length() <= LONGEST);
    }

    static String fresh(RandomGenerator random) {
        return Long.toHexString(random.nextLong());
    }

    /** The header that gives a browser its session. */
    String header(String session) {
        return name + "=" + session + "; Path=/; Max-Age=" + SECONDS + "; HttpOnly; SameSite=Lax";
    }
}
