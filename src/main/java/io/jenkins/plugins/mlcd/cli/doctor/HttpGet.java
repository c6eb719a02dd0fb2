package io.jenkins.plugins.mlcd.cli.doctor;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** One GET, without following redirects; the whole of it may take ten seconds. */
final class HttpGet {

    private static final Duration LIMIT = Duration.ofSeconds(10);

    private HttpGet() {}

    static HttpResponse<String> of(URI url) throws IOException, InterruptedException {
        HttpClient client = HttpClient.newBuilder().connectTimeout(LIMIT).version(HttpClient.Version.HTTP_1_1).build();
        return client.send(HttpRequest.newBuilder(url).timeout(LIMIT).GET().build(), HttpResponse.BodyHandlers.ofString());
    }
}
