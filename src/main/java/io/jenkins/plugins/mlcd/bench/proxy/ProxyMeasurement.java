package io.jenkins.plugins.mlcd.bench.proxy;

import io.jenkins.plugins.mlcd.bench.Aims;
import io.jenkins.plugins.mlcd.bench.Table;
import io.jenkins.plugins.mlcd.stats.Proportions;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The proxy of a local target: how many requests a second it passes on, beside HAProxy with the same servers and clients in turns, and
 * whether a request fails, or the split is another than the weight, while the weight changes again and again.
 */
public final class ProxyMeasurement {

    private static final int CLIENTS = 32;
    private static final int CHANGES = 100;
    private static final double CONFIDENCE = 0.999;

    private final int rounds;
    private final double seconds;
    private final int requests;

    /**
     * @param rounds in which both proxies take turns, after one to warm up
     * @param seconds that each turn lasts
     * @param requests while the weight changes
     */
    public ProxyMeasurement(int rounds, double seconds, int requests) {
        this.rounds = rounds;
        this.seconds = seconds;
        this.requests = requests;
    }

    public void run(PrintWriter out, Aims aims) throws IOException, InterruptedException {
        Path directory = Files.createTempDirectory("mlcd-bench-proxy");
        try (StubServers servers = new StubServers(ProxyUnderTest.STABLE, ProxyUnderTest.CANARY);
                ProxyUnderTest proxy = ProxyUnderTest.start(directory, servers.port(0), servers.port(1))) {
            changingWeights(proxy, out, aims);
            Optional<Path> program = Peer.program();
            if (program.isEmpty()) {
                out.println("throughput: left out, because haproxy is not installed");
                return;
            }
            try (Peer peer = Peer.start(program.get(), directory, servers.port(0), servers.port(1))) {
                throughput(proxy, peer, servers.port(0), out, aims);
            }
        }
    }

    /** The weight of each span of requests is drawn at random; requests that are under way at a change are of either weight, and in no span. */
    private void changingWeights(ProxyUnderTest proxy, PrintWriter out, Aims aims) throws IOException, InterruptedException {
        Spans spans = new Spans(requests / CHANGES);
        Thread changes = new Thread(() -> spans.change(proxy), "weights");
        changes.start();
        WireLoad.Outcome outcome = new WireLoad(proxy.port(), CLIENTS, WireLoad.request()).run(spans);
        changes.join();
        if (spans.trouble != null) {
            throw spans.trouble;
        }
        new Table("requests", "weight changes", "failed", "spans", "spans outside of their binomial interval", "p50 ms", "p99 ms")
                .row(outcome.answered + outcome.failed, spans.changed.get(), outcome.failed, spans.closed, spans.outside,
                        outcome.nanos.getValueAtPercentile(50) / 1e6, outcome.nanos.getValueAtPercentile(99) / 1e6)
                .print(out);
        aims.atLeast("proxy_requests_while_weights_change", outcome.answered + outcome.failed, requests);
        aims.atLeast("proxy_weight_changes", spans.changed.get(), CHANGES);
        aims.atMost("proxy_failed_requests", outcome.failed, 0);
        aims.atMost("proxy_spans_outside_of_their_interval", spans.outside, 0);
    }

    /** Counts answers between changes of the weight. */
    private static final class Spans implements WireLoad.Observer {
        private final int length;
        private final AtomicInteger changed = new AtomicInteger();
        private volatile int weight = -1;
        private volatile boolean wanted = true;
        private volatile IOException trouble;
        private long skip = CLIENTS;
        private long answered;
        private long canary;
        private int closed;
        private int outside;

        Spans(int length) {
            this.length = length;
        }

        @Override
        public boolean answered(WireLoad.Outcome soFar, boolean byCanary) {
            if (trouble != null) {
                return false;
            }
            if (wanted) {
                skip = 2 * CLIENTS;
                return true;
            }
            if (skip-- > 0) {
                return true;
            }
            answered++;
            canary += byCanary ? 1 : 0;
            return answered < length || close();
        }

        /** At a confidence of 0.999 for all spans together. */
        private boolean close() {
            var interval = Proportions.clopperPearson(canary, answered, 1 - (1 - CONFIDENCE) / CHANGES);
            outside += weight / 100.0 < interval.low() || weight / 100.0 > interval.high() ? 1 : 0;
            closed++;
            answered = 0;
            canary = 0;
            wanted = true;
            return closed < CHANGES;
        }

        private void change(ProxyUnderTest proxy) {
            SplittableRandom random = new SplittableRandom(7);
            try {
                while (changed.get() < CHANGES) {
                    if (!wanted) {
                        Thread.sleep(1);
                        continue;
                    }
                    int next = 1 + random.nextInt(99);
                    proxy.admin().weight(next);
                    weight = next;
                    changed.incrementAndGet();
                    wanted = false;
                }
            } catch (IOException e) {
                trouble = e;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void throughput(ProxyUnderTest proxy, Peer peer, int server, PrintWriter out, Aims aims) throws IOException, InterruptedException {
        proxy.admin().weight(50);
        List<Double> ours = new ArrayList<>();
        List<Double> theirs = new ArrayList<>();
        List<Double> direct = new ArrayList<>();
        List<Double> ratios = new ArrayList<>();
        double ourCpu = 0;
        double theirCpu = 0;
        for (int round = 0; round <= rounds; round++) {
            double before = proxy.cpuSeconds();
            WireLoad.Outcome our = turn(proxy.port());
            ourCpu = 1e6 * (proxy.cpuSeconds() - before) / our.answered;
            before = peer.cpuSeconds();
            WireLoad.Outcome their = turn(peer.port());
            theirCpu = 1e6 * (peer.cpuSeconds() - before) / their.answered;
            WireLoad.Outcome none = turn(server);
            if (round > 0) {
                ours.add(our.perSecond());
                theirs.add(their.perSecond());
                direct.add(none.perSecond());
                ratios.add(our.perSecond() / their.perSecond());
            }
        }
        new Table("proxy", "requests/s (median of " + rounds + " turns)", "its CPU us/request, last turn")
                .row("none", median(direct), 0.0)
                .row("HAProxy", median(theirs), theirCpu)
                .row("mlcd target", median(ours), ourCpu)
                .print(out);
        aims.atLeast("proxy_throughput_to_haproxy", median(ratios), 0.7);
    }

    private WireLoad.Outcome turn(int port) throws IOException {
        long end = System.nanoTime() + (long) (seconds * 1e9);
        return new WireLoad(port, CLIENTS, WireLoad.request()).run((soFar, canary) -> System.nanoTime() < end);
    }

    private static double median(List<Double> values) {
        List<Double> sorted = new ArrayList<>(values);
        Collections.sort(sorted);
        return sorted.get(sorted.size() / 2);
    }
}
