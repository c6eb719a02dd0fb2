package io.jenkins.plugins.mlcd.agent.replay;

import java.net.URI;

/**
 * How traffic is made.
 *
 * @param url where the target takes predictions, {@code http://host:port}
 * @param rate requests a second, above 0
 * @param count how many requests, {@link Long#MAX_VALUE} for no end
 * @param feedback whether true labels follow
 * @param concurrency most requests that wait for an answer at once; beyond it sending waits too
 * @param seed of the order of the samples
 */
public record ReplayOptions(URI url, double rate, long count, boolean feedback, int concurrency, long seed) {

    private static final int HTTP_PORT = 80;

    public ReplayOptions {
        if (!"http".equals(url.getScheme()) || url.getHost() == null) {
            throw new IllegalArgumentException("url '" + url + "' is not an address such as http://127.0.0.1:8080");
        }
        if (!(rate > 0 && rate <= 1_000_000)) {
            throw new IllegalArgumentException("rate must be above 0 and at most 1000000 requests a second, but is " + rate);
        }
        if (count < 1) {
            throw new IllegalArgumentException("count must be at least 1, but is " + count);
        }
        if (concurrency < 1 || concurrency > 10_000) {
            throw new IllegalArgumentException("concurrency must be 1 to 10000, but is " + concurrency);
        }
    }

    int port() {
        return url.getPort() < 0 ? HTTP_PORT : url.getPort();
    }
}
