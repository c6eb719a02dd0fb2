package io.jenkins.plugins.mlcd.jenkins.sources;

import hudson.ProxyConfiguration;
import java.net.http.HttpClient;
import java.time.Duration;

/** The HTTP client of this Jenkins, with its proxy; it follows no redirects. */
public final class WebClients {

    private static final Duration CONNECT = Duration.ofSeconds(10);

    private WebClients() {}

    public static HttpClient get() {
        return ProxyConfiguration.newHttpClientBuilder().followRedirects(HttpClient.Redirect.NEVER).connectTimeout(CONNECT).build();
    }
}
