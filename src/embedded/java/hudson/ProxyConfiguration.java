package hudson;

import java.net.ProxySelector;
import java.net.http.HttpClient;

/** How other servers are reached; an embedded Jenkins uses the proxy that Java's system properties name. */
public final class ProxyConfiguration {

    private ProxyConfiguration() {}

    public static HttpClient.Builder newHttpClientBuilder() {
        return HttpClient.newBuilder().proxy(ProxySelector.getDefault());
    }
}
