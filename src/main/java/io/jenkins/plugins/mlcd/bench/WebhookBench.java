package io.jenkins.plugins.mlcd.bench;

import io.jenkins.plugins.mlcd.loop.Inbox;
import io.jenkins.plugins.mlcd.loop.InboxEvent;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * {@code mlcd bench webhook}: how many events are accepted, how long that takes, and whether one is lost. Exit status: 0 all aims are
 * reached, 1 one is missed, 2 called wrongly.
 */
@Command(name = "webhook", description = "How fast webhooks are accepted, and whether one is lost.", mixinStandardHelpOptions = true)
public final class WebhookBench implements Callable<Integer> {

    private static final List<String> PARTS = List.of("throughput", "storm", "memory", "kill");
    private static final String DATASET = "/mlcd/webhook/dataset";
    private static final int CONNECTIONS = 16;
    private static final int JOBS = 10_000;
    /** Jobs that events come for in the long run. */
    private static final int SOME = 100;
    private static final int PARTS_OF_EVENTS = 10;
    private static final int KILLS = 20;
    private static final int KILL_JOBS = 20;
    /** Events that a server has accepted before it is killed at a random moment. */
    private static final int LOADED = 100;
    private static final double MIB = 1 << 20;

    @Spec
    private CommandSpec spec;

    @Option(names = "--only", split = ",", paramLabel = "PART", description = "Run these parts only: throughput, storm, memory, kill.")
    private List<String> only = List.of();

    @Option(names = "--events", paramLabel = "N", description = "Events of the part memory; 1,000,000 unless told.")
    private int events = 1_000_000;

    private final Aims aims = new Aims();

    @Override
    public Integer call() throws Exception {
        for (String name : only) {
            if (!PARTS.contains(name)) {
                throw new ParameterException(spec.commandLine(), "the bench 'webhook' has no part '" + name + "'; it has " + String.join(", ", PARTS));
            }
        }
        PrintWriter out = spec.commandLine().getOut();
        for (String part : PARTS) {
            if (only.isEmpty() || only.contains(part)) {
                out.println("== " + part);
                switch (part) {
                    case "throughput" -> throughput(out);
                    case "storm" -> storm(out);
                    case "memory" -> memory(out);
                    default -> kill(out);
                }
            }
        }
        return aims.conclude(out);
    }

    private static String data(int job, int version) {
        return "{\"dataset\":\"data-" + job + "\",\"version\":\"v" + version + "\",\"samples\":6200,\"newSamples\":200}";
    }

    private void throughput(PrintWriter out) throws Exception {
        Path home = Files.createTempDirectory("mlcd-bench-webhook");
        double append = appends(home.resolve("append"));
        try (WebhookServer server = new WebhookServer(home, JOBS, false)) {
            WebhookClient.Result echo = warmed(new WebhookClient(server.port(), "/echo", CONNECTIONS), 0);
            WebhookClient client = new WebhookClient(server.port(), DATASET, CONNECTIONS);
            client.send(0, 10_000, i -> data(i % SOME, JOBS + i), false);
            server.drain();
            long before = server.judged.get();
            WebhookClient.Result steady = client.send(10_000, 30_000, i -> data(i % SOME, JOBS + i), false);
            server.drain();
            long steadilyLost = 20_000 - (server.judged.get() - before);
            long judged = server.judged.get();
            long start = System.nanoTime();
            WebhookClient.Result accepted = client.send(0, JOBS, i -> data(i, -i), false);
            server.drain();
            double all = (System.nanoTime() - start) / 1e9;
            long lost = JOBS - (server.judged.get() - judged) + steadilyLost;
            new Table("", "a second", "p50 ms", "p99 ms")
                    .row("one fsynced append after the other", append, 1e3 / append, "")
                    .row("bare HTTP server, echo", echo.perSecond(), echo.percentileMillis(0.5), echo.percentileMillis(0.99))
                    .row("webhook, accepted on disk, for " + SOME + " jobs", steady.perSecond(), steady.percentileMillis(0.5), steady.percentileMillis(0.99))
                    .row("the same, each for another of " + JOBS + " jobs", accepted.perSecond(), accepted.percentileMillis(0.5), accepted.percentileMillis(0.99))
                    .print(out);
            new Table(JOBS + " events to " + JOBS + " jobs", "value").row("seconds until all were in their inboxes", all).row("causes lost", lost).print(out);
            aims.atLeast("webhook_accepted_per_second", steady.perSecond(), 2_000);
            aims.atMost("webhook_p99_ms", steady.percentileMillis(0.99), 20);
            aims.atMost("webhook_10000_jobs_seconds", all, 30);
            aims.atMost("webhook_causes_lost", lost, 0);
        }
    }

    private static WebhookClient.Result warmed(WebhookClient client, int from) throws InterruptedException {
        client.send(from, from + 10_000, i -> data(i, i), false);
        return client.send(from, from + 20_000, i -> data(i, i), false);
    }

    private static double appends(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            byte[] line = new byte[300];
            long start = System.nanoTime();
            int count = 500;
            for (int i = 0; i < count; i++) {
                channel.write(ByteBuffer.wrap(line));
                channel.force(false);
            }
            return count / ((System.nanoTime() - start) / 1e9);
        }
    }

    /** Every alert of its own, all about one model. */
    private static String alert(int number) {
        return "{\"version\":\"4\",\"status\":\"firing\",\"truncatedAlerts\":0,\"alerts\":[{\"status\":\"firing\",\"labels\":{\"alertname\":\"Drift\",\"model\":\"churn\",\"feature\":\"f"
                + number + "\"},\"annotations\":{},\"startsAt\":\"2026-01-01T00:00:00Z\",\"fingerprint\":\"%016x\"}]}".formatted(number);
    }

    private void storm(PrintWriter out) throws Exception {
        Path home = Files.createTempDirectory("mlcd-bench-webhook");
        int alerts = 10_000;
        try (WebhookServer server = new WebhookServer(home, 1, false)) {
            long start = System.nanoTime();
            new WebhookClient(server.port(), "/mlcd/webhook/alertmanager", CONNECTIONS).send(0, alerts, WebhookBench::alert, false);
            server.drain();
            double seconds = (System.nanoTime() - start) / 1e9;
            new Table("", "value").row("alerts of one model", server.judged.get()).row("seconds", seconds).row("builds asked for", server.accepted.get()).print(out);
            aims.atMost("webhook_storm_builds", server.accepted.get(), 1);
            aims.atLeast("webhook_storm_causes", server.judged.get(), alerts);
        }
    }

    private void memory(PrintWriter out) throws Exception {
        Path home = Files.createTempDirectory("mlcd-bench-webhook");
        try (WebhookServer server = new WebhookServer(home, 100, true)) {
            WebhookClient client = new WebhookClient(server.port(), DATASET, CONNECTIONS);
            int tenth = events / PARTS_OF_EVENTS;
            out.println("events     heap MiB");
            double[] heap = new double[PARTS_OF_EVENTS];
            for (int part = 0; part < heap.length; part++) {
                client.send(part * tenth, (part + 1) * tenth, i -> data(i % 100, i), false);
                server.drain();
                heap[part] = heap();
                out.printf(Locale.ROOT, "%-10d %.2f%n", (part + 1) * tenth, heap[part]);
                out.flush();
            }
            // The least of three, because what is being written at the moment of a look is in memory, too.
            double middle = least(heap, 3, 6);
            double end = least(heap, 7, 10);
            aims.atMost("webhook_heap_growth_of_second_half", end / middle, 1.2);
            aims.atMost("webhook_heap_mib", end, 256);
        }
    }

    private static double least(double[] values, int from, int to) {
        return Arrays.stream(values, from, to).min().orElseThrow();
    }

    private static double heap() throws InterruptedException {
        System.gc();
        Thread.sleep(200);
        System.gc();
        return (Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory()) / MIB;
    }

    private void kill(PrintWriter out) throws Exception {
        Path home = Files.createTempDirectory("mlcd-bench-webhook");
        SplittableRandom random = new SplittableRandom(5);
        Set<Integer> acknowledged = new HashSet<>();
        int each = 4_000;
        for (int kill = 0; kill < KILLS; kill++) {
            Process process = server(home);
            WebhookClient client = new WebhookClient(port(process), DATASET, CONNECTIONS);
            Thread killer = new Thread(() -> {
                try {
                    while (client.acknowledged.size() < LOADED && process.isAlive()) {
                        Thread.sleep(1);
                    }
                    Thread.sleep(random.nextInt(1_000));
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                process.destroyForcibly();
            });
            killer.start();
            client.send(kill * each, (kill + 1) * each, i -> data(i % KILL_JOBS, i), true);
            killer.join();
            process.waitFor();
            acknowledged.addAll(client.acknowledged);
        }
        Outcome outcome = settle(home, acknowledged);
        new Table("", "value").row("times the server was killed under load", KILLS).row("events that it had accepted", acknowledged.size())
                .row("of these in no inbox, or without a build", outcome.lost).row("causes with more than one build", outcome.twice).print(out);
        aims.atLeast("webhook_kills", KILLS, KILLS);
        aims.atLeast("webhook_accepted_while_killed", acknowledged.size(), 1_000);
        aims.atMost("webhook_lost_by_kills", outcome.lost, 0);
        aims.atMost("webhook_built_twice", outcome.twice, 0);
    }

    private record Outcome(long lost, long twice) {}

    /** A last server dispatches what the killed ones left; then everything is counted from the files. */
    private static Outcome settle(Path home, Set<Integer> acknowledged) throws Exception {
        try (WebhookServer last = new WebhookServer(home, KILL_JOBS, true)) {
            last.drain();
        }
        long twice = 0;
        Set<String> served = new HashSet<>();
        for (int job = 0; job < KILL_JOBS; job++) {
            List<String> builds = WebhookServer.builds(home, "job-" + job);
            twice += builds.size() - new HashSet<>(builds).size();
            for (InboxEvent event : Inbox.of(home.resolve("job-" + job)).events()) {
                if (event.build().isPresent()) {
                    served.add(event.key());
                }
            }
        }
        Set<String> missing = acknowledged.stream().map(i -> "dataset data-" + i % KILL_JOBS + " v" + i).filter(key -> !served.contains(key)).collect(Collectors.toSet());
        return new Outcome(missing.size(), twice);
    }

    private static Process server(Path home) throws IOException {
        return new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto",
                "-cp", System.getProperty("java.class.path"), WebhookServer.class.getName(), home.toString(), String.valueOf(KILL_JOBS))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private static int port(Process process) throws IOException {
        String line = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII)).readLine();
        if (line == null) {
            throw new IOException("the server that is to be killed did not start");
        }
        return Integer.parseInt(line.strip());
    }
}
