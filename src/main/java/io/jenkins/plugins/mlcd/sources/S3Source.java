package io.jenkins.plugins.mlcd.sources;

import com.fasterxml.jackson.databind.node.NullNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * The objects of an S3-compatible bucket below a prefix, by ListObjectsV2 with path-style addresses. The version is a hash over keys,
 * sizes and ETags; no object is read.
 */
public final class S3Source implements Source {

    private static final int MAX_OBJECTS = 100_000;
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final AllowList allowed;
    private final Bucket bucket;
    private final HttpClient client;
    private final Supplier<Optional<Keys>> keys;
    private final InstantSource clock;

    /**
     * What is listed.
     *
     * @param endpoint such as {@code https://s3.eu-central-1.amazonaws.com}, {@code http://minio:9000}, {@code https://storage.googleapis.com}
     * @param name of the bucket
     * @param prefix of the keys, or nothing
     * @param region such as {@code eu-central-1}; MinIO and Google take {@code us-east-1} and {@code auto}
     */
    public record Bucket(URI endpoint, String name, String prefix, String region) {
        public Bucket {
            if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]{1,220}")) {
                throw new IllegalArgumentException("bucket '" + name + "' must be 2 to 221 letters, digits, '.', '_' or '-'");
            }
            if (endpoint.getHost() == null || !"http".equals(endpoint.getScheme()) && !"https".equals(endpoint.getScheme())) {
                throw new IllegalArgumentException("endpoint '" + endpoint + "' must be an http or https URL");
            }
        }
    }

    /** An access key. */
    public record Keys(String access, String secret) {
        @Override
        public String toString() {
            return "Keys[" + access + "]";
        }
    }

    /** @param keys asked for at each look; without them the requests are not signed */
    public S3Source(AllowList allowed, Bucket bucket, HttpClient client, Supplier<Optional<Keys>> keys, InstantSource clock) {
        this.allowed = allowed;
        this.bucket = bucket;
        this.client = client;
        this.keys = keys;
        this.clock = clock;
    }

    @Override
    public Optional<Observation> look(Optional<Observation> before) throws IOException, InterruptedException {
        String base = bucket.endpoint().toString().replaceFirst("/+$", "");
        URI url = allowed.require(URI.create(base + "/" + bucket.name()));
        MessageDigest digest = Sha256.digest();
        long count = 0;
        Optional<String> token = Optional.empty();
        do {
            S3Listing page = page(url, token);
            for (S3Listing.Entry entry : page.entries()) {
                digest.update((entry.key() + "\0" + entry.size() + "\0" + entry.etag() + "\n").getBytes(StandardCharsets.UTF_8));
            }
            count += page.entries().size();
            if (count > MAX_OBJECTS) {
                throw new IOException("bucket '" + bucket.name() + "' has more than " + MAX_OBJECTS + " objects below '" + bucket.prefix() + "', which is the most");
            }
            token = page.next();
        } while (token.isPresent());
        return Optional.of(new Observation("sha256:" + Sha256.hex(digest), OptionalLong.of(count), NullNode.getInstance()));
    }

    private S3Listing page(URI url, Optional<String> token) throws IOException, InterruptedException {
        Map<String, String> query = new TreeMap<>(Map.of("list-type", "2"));
        if (!bucket.prefix().isEmpty()) {
            query.put("prefix", bucket.prefix());
        }
        token.ifPresent(next -> query.put("continuation-token", next));
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + "?" + SigV4.canonical(query))).timeout(TIMEOUT);
        keys.get().ifPresent(key -> sign(request, url, query, key));
        HttpResponse<InputStream> response = client.send(request.build(), BodyHandlers.ofInputStream());
        try (InputStream body = response.body()) {
            if (response.statusCode() != 200) {
                throw new IOException("bucket '" + bucket.name() + "' at " + bucket.endpoint() + " answered " + response.statusCode()
                        + S3Listing.errorCode(body).map(code -> " " + code).orElse(""));
            }
            return S3Listing.read(body);
        }
    }

    private void sign(HttpRequest.Builder request, URI url, Map<String, String> query, Keys key) {
        Instant now = clock.instant();
        Map<String, String> headers = new TreeMap<>(Map.of("x-amz-date", SigV4.time(now), "x-amz-content-sha256", SigV4.EMPTY));
        headers.forEach(request::header);
        request.header("Authorization", new SigV4(key.access(), key.secret(), bucket.region(), "s3").authorization("GET", url, query, headers, now));
    }
}
