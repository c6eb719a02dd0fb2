package io.jenkins.plugins.mlcd.prometheus;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;

/**
 * Where a Prometheus server is and how it is spoken to.
 *
 * @param url of the server, http or https, with the path before {@code /api/v1} when it has one, without user and query
 * @param authorization value of the header {@code Authorization}, asked anew before each request; empty for none
 * @param tls the certificates that are trusted; empty for those that Java trusts
 * @param timeout of one request with its whole answer, above 0
 * @param maxBytes of an answer, at least 1
 */
public record PrometheusServer(
        URI url, Supplier<Optional<String>> authorization, Optional<SSLContext> tls, Duration timeout, int maxBytes) {

    public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(10);

    /** 16 MiB: about 200,000 samples. What a server sends is not to be trusted with the controller's memory. */
    public static final int DEFAULT_MAX_BYTES = 16 << 20;

    /** @throws IllegalArgumentException naming the value and the rule */
    public PrometheusServer {
        Objects.requireNonNull(authorization, "authorization");
        boolean web = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
        if (!web || url.getHost() == null) {
            throw new IllegalArgumentException("'" + url + "' is not an http or https URL of a Prometheus server");
        }
        if (url.getUserInfo() != null || url.getQuery() != null || url.getFragment() != null) {
            throw new IllegalArgumentException("the URL of a Prometheus server has no user, query or fragment; credentials are given apart from it");
        }
        if (timeout.isNegative() || timeout.isZero()) {
            throw new IllegalArgumentException("timeout must be longer than 0, but is " + timeout);
        }
        if (maxBytes < 1) {
            throw new IllegalArgumentException("maxBytes must be at least 1, but is " + maxBytes);
        }
    }

    /** With the defaults, without authorization. */
    public static PrometheusServer at(URI url) {
        return new PrometheusServer(url, Optional::empty, Optional.empty(), DEFAULT_TIMEOUT, DEFAULT_MAX_BYTES);
    }

    /** @throws IllegalArgumentException when {@code url} is none of a Prometheus server */
    public static PrometheusServer at(String url) {
        try {
            return at(URI.create(url.strip()));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("'" + url + "' is not an http or https URL of a Prometheus server", e);
        }
    }

    public PrometheusServer withAuthorization(Supplier<Optional<String>> header) {
        return new PrometheusServer(url, header, tls, timeout, maxBytes);
    }

    public PrometheusServer withTls(SSLContext context) {
        return new PrometheusServer(url, authorization, Optional.of(context), timeout, maxBytes);
    }

    public PrometheusServer withTimeout(Duration limit) {
        return new PrometheusServer(url, authorization, tls, limit, maxBytes);
    }

    public PrometheusServer withMaxBytes(int limit) {
        return new PrometheusServer(url, authorization, tls, timeout, limit);
    }

    /** The header of HTTP basic authentication (RFC 7617). */
    public static String basic(String user, String password) {
        return "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    /** The header of a bearer token (RFC 6750). */
    public static String bearer(String token) {
        return "Bearer " + token.strip();
    }
}
