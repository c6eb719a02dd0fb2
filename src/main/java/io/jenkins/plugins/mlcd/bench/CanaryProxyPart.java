package io.jenkins.plugins.mlcd.bench;

import io.jenkins.plugins.mlcd.bench.proxy.ProxyMeasurement;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;

/** The proxy of a local target beside HAProxy, and its split while weights change; alone and with its own options it is {@code mlcd bench proxy}. */
final class CanaryProxyPart implements CanaryPart {

    private static final int ROUNDS = 7;
    private static final double SECONDS = 3;
    private static final int REQUESTS = 200_000;

    @Override
    public String name() {
        return "proxy";
    }

    @Override
    public void run(CanaryOptions options, PrintWriter out, Aims aims) {
        try {
            new ProxyMeasurement(ROUNDS, SECONDS, REQUESTS).run(out, aims);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the proxies take turns", e);
        }
    }
}
