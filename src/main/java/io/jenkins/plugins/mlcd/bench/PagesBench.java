package io.jenkins.plugins.mlcd.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.mlcd.record.Json;
import io.jenkins.plugins.mlcd.view.Studies;
import io.jenkins.plugins.mlcd.view.TrialId;
import io.jenkins.plugins.mlcd.view.TrialQuery;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * {@code mlcd bench pages}: what the server does for the table of a job's trials, and what a person waits for in a real browser, on
 * records made up for it. Everything is done several times, and the fastest counts, because other programs disturb a machine; a first
 * time, in a process that has read nothing yet, is shown and judged by itself. The limits that MLflow's pages met are in
 * docs/reference/pages.md.
 */
@Command(name = "pages", description = "Time the pages of large studies on the server and in headless Chromium.", mixinStandardHelpOptions = true)
public final class PagesBench implements Callable<Integer> {

    private static final int ROUNDS = 9;
    private static final int REPEATS = 5;
    private static final double SERVER_MILLIS = 300;
    private static final double HEAP_MEGABYTES = 200;

    /** Resolves when the page has shown its rows and its charts and the browser had a chance to paint them. */
    private static final String PAINTED = """
            const until = (ready) => new Promise((resolve, reject) => { const look = () => ready() ? requestAnimationFrame(() => setTimeout(resolve)) : performance.now() > 50000 ? reject(new Error('nothing came')) : setTimeout(look, 5); look(); });
            await until(() => document.readyState === 'complete' && (%s));
            const entries = [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')];
            return { millis: performance.now(), bytes: entries.reduce((sum, entry) => sum + entry.transferSize, 0), decoded: entries.reduce((sum, entry) => sum + entry.decodedBodySize, 0) };
            """;

    private static final String FILTERED = """
            const frame = () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
            const search = document.querySelector('.grid input[type=search]');
            const times = [];
            for (const text of ['convnet', 'convnet lr < 0.01', 'accuracy > 0.95', 'accuracy > 0.95 and (dropout < 0.1 or width > 40)', 'state = failed', 'pruned mlp', 'batch = 64 lr > 0.001', '']) {
              const before = document.querySelector('.grid .count').textContent;
              const start = performance.now();
              search.value = text;
              search.dispatchEvent(new Event('input'));
              while (document.querySelector('.grid .count').textContent === before && performance.now() - start < 5000) { await new Promise((resolve) => setTimeout(resolve)); }
              await frame();
              times.push(performance.now() - start);
            }
            return times;
            """;

    @Spec
    private CommandSpec spec;

    @Option(names = "--only", description = "Only this part: server, run, compare or trend.")
    private Optional<String> only;

    @Option(names = "--trials", defaultValue = "100000", description = "Trials of the job. Default: ${DEFAULT-VALUE}.")
    private int trials;

    @Option(names = "--study", defaultValue = "10000", description = "Trials of the one study of the run page. Default: ${DEFAULT-VALUE}.")
    private int study;

    @Option(names = "--reports", defaultValue = "20", description = "Reports of each trial. Default: ${DEFAULT-VALUE}.")
    private int reports;

    @Option(names = "--builds", defaultValue = "1000", description = "Builds of the job whose trend is opened. Default: ${DEFAULT-VALUE}.")
    private int builds;

    @Override
    public Integer call() throws IOException, InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        Aims aims = new Aims();
        Path home = Files.createTempDirectory("mlcd-bench-pages");
        try {
            if (wanted("server")) {
                server(home, out, aims);
            }
            if (wanted("run") || wanted("compare") || wanted("trend")) {
                browser(home, out, aims);
            }
        } finally {
            Directories.delete(home);
        }
        return aims.conclude(out);
    }

    private boolean wanted(String part) {
        return only.isEmpty() || only.get().equals(part);
    }

    private void server(Path home, PrintWriter out, Aims aims) throws IOException {
        Path job = home.resolve("jobs/large");
        MadeUpJob made = new MadeUpJob(job);
        int each = Math.min(trials, 10_000);
        for (int build = 1; build <= trials / each; build++) {
            made.study(build, each, reports);
        }
        List<Path> places = List.of(job.resolve("builds"));
        long before = live();
        Studies studies = new Studies(2 * trials, InstantSource.system());
        double first = millis(() -> studies.trials(places, new TrialQuery("", Optional.empty(), false, 0, 50)));
        double heap = (live() - before) / 1e6;
        Table table = new Table(trials + " trials of " + reports + " reports", "fastest ms", "median ms", "slowest ms");
        double slowest = 0;
        for (Object[] query : new Object[][] {
            {"list", new TrialQuery("", Optional.empty(), false, 0, 50)}, {"last page", new TrialQuery("", Optional.empty(), false, trials - 50, 50)},
            {"sort by the objective", new TrialQuery("", Optional.of("value"), true, 0, 50)}, {"sort by a parameter", new TrialQuery("", Optional.of("params.lr"), false, 0, 50)},
            {"sort by a text", new TrialQuery("", Optional.of("algorithm"), false, 0, 50)},
            {"filter by a word", new TrialQuery("convnet", Optional.empty(), false, 0, 50)},
            {"filter by an expression", new TrialQuery("accuracy > 0.9 and (lr < 1e-3 or state = pruned)", Optional.empty(), false, 0, 50)},
            {"filter and sort", new TrialQuery("accuracy > 0.8 not mlp", Optional.of("value"), true, 0, 50)}}) {
            double[] times = new double[ROUNDS];
            for (int round = 0; round < ROUNDS; round++) {
                times[round] = millis(() -> studies.trials(places, (TrialQuery) query[1]));
            }
            Arrays.sort(times);
            table.row(query[0], times[0], times[ROUNDS / 2], times[ROUNDS - 1]);
            slowest = Math.max(slowest, times[0]);
        }
        table.print(out);
        new Table("index", "value").row("first reading, s", first / 1e3).row("live heap, MB", heap).print(out);
        aims.atMost("pages_server_query_ms", slowest, SERVER_MILLIS);
        aims.atMost("pages_index_heap_mb", heap, HEAP_MEGABYTES);
        aims.atLeast("pages_index_trials", studies.trials(places, new TrialQuery("", Optional.empty(), false, 0, 1)).path("of").asInt(), trials);
        Directories.delete(job);
    }

    private void browser(Path home, PrintWriter out, Aims aims) throws IOException, InterruptedException {
        Optional<Path> program = Chromium.installed();
        if (program.isEmpty()) {
            out.println("no Chromium is installed: what a browser shows is not measured");
            return;
        }
        MadeUpJob run = new MadeUpJob(home.resolve("jobs/run"));
        run.study(1, study, reports);
        new MadeUpJob(home.resolve("jobs/trend")).gates(builds);
        Process ui = server(home);
        try (BufferedReader said = new BufferedReader(new InputStreamReader(ui.getInputStream(), StandardCharsets.UTF_8)); Chromium chromium = Chromium.start(program.get())) {
            URI server = URI.create(said.readLine().replaceAll(".*(http://[0-9.:]+/).*", "$1"));
            chromium.open(server.resolve("ml-models/"), PAINTED.formatted("document.body.innerText.includes('Models')"));
            Table table = new Table("page", "painted ms", "sent kB", "unpacked kB");
            if (wanted("run")) {
                run(chromium, server, table, aims);
            }
            if (wanted("compare")) {
                String ids = IntStream.range(0, 100).mapToObj(i -> new TrialId(1, "digits", i * (study / 100)).toString()).collect(Collectors.joining(","));
                JsonNode shown = fastest(chromium, server.resolve("job/run/mlcd/compare?trials=" + ids), "document.querySelectorAll('table.sides thead th').length === 100 && document.querySelector('figure canvas')");
                row(table, "100 trials compared", shown);
                aims.atMost("pages_compare_100_ms", shown.path("millis").asDouble(), 1_000);
            }
            if (wanted("trend")) {
                JsonNode shown = fastest(chromium, server.resolve("job/trend/mlcd/"), "document.querySelectorAll('figure canvas').length >= 2");
                row(table, "job of " + builds + " builds", shown);
                aims.atMost("pages_trend_ms", shown.path("millis").asDouble(), 2_000);
            }
            table.print(out);
        } finally {
            ui.destroy();
            ui.waitFor();
        }
    }

    /** As people start it, where this process was started in that way, too. */
    private static Process server(Path home) throws IOException {
        String launcher = System.getenv("MLCD_LAUNCHER");
        List<String> command = new ArrayList<>(launcher == null
                ? List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp", System.getProperty("java.class.path"), "io.jenkins.plugins.mlcd.cli.Mlcd")
                : List.of(launcher));
        command.addAll(List.of("ui", "--home", home.toString(), "--port", "0"));
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().put("MLCD_NO_BUILD", "1");
        return builder.start();
    }

    private void run(Chromium chromium, URI server, Table table, Aims aims) throws IOException {
        String ready = "document.querySelectorAll('.grid tbody tr').length >= 50 && document.querySelectorAll('figure canvas').length >= 2";
        JsonNode first = page(chromium, server.resolve("job/run/1/mlcd/"), ready);
        row(table, "run of " + study + " trials, first time", first);
        JsonNode again = fastest(chromium, server.resolve("job/run/1/mlcd/"), ready);
        row(table, "the same again", again);
        double[] best = new double[0];
        for (int round = 0; round < REPEATS; round++) {
            double[] times = Json.mapper().convertValue(chromium.evaluate(FILTERED), double[].class);
            double[] before = best.length == 0 ? times : best;
            best = IntStream.range(0, times.length).mapToDouble(i -> Math.min(times[i], before[i])).toArray();
        }
        double slowest = Arrays.stream(best).max().orElse(Double.NaN);
        table.row("slowest of " + best.length + " filters", slowest, 0, 0);
        aims.atMost("pages_run_first_paint_ms", first.path("millis").asDouble(), 2_000);
        aims.atMost("pages_run_paint_ms", again.path("millis").asDouble(), 2_000);
        aims.atMost("pages_run_sent_bytes", first.path("decoded").asDouble(), 2_000_000);
        aims.atMost("pages_run_filter_ms", slowest, 100);
    }

    private static JsonNode fastest(Chromium chromium, URI address, String ready) throws IOException {
        JsonNode fastest = page(chromium, address, ready);
        for (int round = 1; round < REPEATS; round++) {
            JsonNode shown = page(chromium, address, ready);
            fastest = shown.path("millis").asDouble() < fastest.path("millis").asDouble() ? shown : fastest;
        }
        return fastest;
    }

    private static JsonNode page(Chromium chromium, URI address, String ready) throws IOException {
        return chromium.open(address, PAINTED.formatted(ready));
    }

    private static void row(Table table, String name, JsonNode shown) {
        table.row(name, shown.path("millis").asDouble(), shown.path("bytes").asDouble() / 1e3, shown.path("decoded").asDouble() / 1e3);
    }

    /** What is timed. */
    @FunctionalInterface
    private interface Work {
        ObjectNode run() throws IOException;
    }

    private static double millis(Work work) throws IOException {
        long start = System.nanoTime();
        work.run();
        return (System.nanoTime() - start) / 1e6;
    }

    private static long live() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
