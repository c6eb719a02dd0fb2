package io.jenkins.plugins.mlcd.bench;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.mlcd.record.EventLog;
import io.jenkins.plugins.mlcd.record.Schema;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Trials of different lengths, trained by two workers of one study, beside the same trainings split over two loops beforehand by
 * somebody who knows how long each takes. Both start the same program, so the ratio is what asking and telling costs.
 */
final class MachinePart implements SweepPart {

    private static final int WORKERS = 2;
    private static final int TRIALS = 16;
    private static final String JENKINSFILE = """
            def worker = {
                node {
                    mlSweep(study: 'machine', metric: 'accuracy', maxTrialCount: %d, sampler: random(seed: 3),
                            algorithms: [convnet: [epochs: '1, 2, 3'], mlp: [epochs: '2, 4, 8'], 'vgg-small': [epochs: '1, 2'], xgboost: [rounds: '10, 20']]) {
                        sh 'mlcd train --data %s'
                    }
                }
            }
            parallel one: worker, two: worker
            """;

    /** A trial as the study's record has it. */
    private record Trained(String algorithm, Map<String, String> params, String seed, Instant asked, Instant told) {

        double seconds() {
            return Duration.between(asked, told).toMillis() / 1e3;
        }
    }

    @Override
    public String name() {
        return "machine";
    }

    @Override
    public void run(SweepOptions options, PrintWriter out, Aims aims) throws Exception {
        Path directory = Files.createTempDirectory("mlcd-bench-machine");
        Programs programs = new Programs(directory.resolve("logs"));
        Path data = programs.home().resolve("examples/data/digits/old");
        List<Trained> trials = sweep(programs, directory, data);
        double swept = Duration.between(
                        trials.stream().map(Trained::asked).min(Comparator.naturalOrder()).orElseThrow(),
                        trials.stream().map(Trained::told).max(Comparator.naturalOrder()).orElseThrow())
                .toMillis() / 1e3;
        double split = split(programs, directory, data, trials);
        new Table("how", "trials", "workers", "seconds", "trials a minute")
                .row("mlSweep", trials.size(), WORKERS, swept, 60 * trials.size() / swept)
                .row("best split beforehand", trials.size(), WORKERS, split, 60 * trials.size() / split)
                .print(out);
        aims.atLeast("machine_throughput_to_best_split", split / swept, 0.9);
    }

    private static List<Trained> sweep(Programs programs, Path directory, Path data) throws IOException, InterruptedException {
        Path jenkinsfile = Files.writeString(directory.resolve("Jenkinsfile"), JENKINSFILE.formatted(TRIALS, data));
        Path home = directory.resolve("home");
        programs.run(Map.of(), List.of("run", jenkinsfile.toString(), "--home", home.toString(), "--executors", Integer.toString(WORKERS)));
        try (var files = Files.walk(home)) {
            Path log = files.filter(file -> file.endsWith("mlcd/study-machine.jsonl") && !file.toString().contains("archive")).findFirst().orElseThrow();
            return trials(EventLog.read(log, Schema.STUDY));
        }
    }

    private static List<Trained> trials(List<? extends JsonNode> events) {
        Map<Integer, JsonNode> asked = new LinkedHashMap<>();
        Map<Integer, Instant> told = new HashMap<>();
        for (JsonNode event : events) {
            switch (event.path("event").asText()) {
                case "asked" -> asked.put(event.path("trial").asInt(), event);
                case "told" -> told.put(event.path("trial").asInt(), Instant.parse(event.path("at").asText()));
                default -> { }
            }
        }
        List<Trained> trials = new ArrayList<>();
        asked.forEach((number, event) -> {
            Map<String, String> params = new LinkedHashMap<>();
            event.path("params").fields().forEachRemaining(param -> params.put(param.getKey(), param.getValue().asText()));
            trials.add(new Trained(event.path("algorithm").asText(), params, event.path("seed").asText(), Instant.parse(event.path("at").asText()), told.get(number)));
        });
        return trials;
    }

    /** The longest first, each to the loop with the least to do, which is at most a sixth from the best for two loops; then both at once. */
    private static double split(Programs programs, Path directory, Path data, List<Trained> trials) throws InterruptedException, ExecutionException {
        List<List<Trained>> loops = List.of(new ArrayList<>(), new ArrayList<>());
        trials.stream().sorted(Comparator.comparingDouble(Trained::seconds).reversed()).forEach(trial -> loops.stream()
                .min(Comparator.comparingDouble(loop -> loop.stream().mapToDouble(Trained::seconds).sum()))
                .orElseThrow()
                .add(trial));
        ExecutorService threads = Executors.newFixedThreadPool(WORKERS);
        try {
            long start = System.nanoTime();
            List<Future<?>> running = new ArrayList<>();
            for (List<Trained> loop : loops) {
                running.add(threads.submit(() -> {
                    for (Trained trial : loop) {
                        train(programs, directory, data, trial);
                    }
                    return null;
                }));
            }
            for (Future<?> one : running) {
                one.get();
            }
            return (System.nanoTime() - start) / 1e9;
        } finally {
            threads.shutdownNow();
        }
    }

    private static void train(Programs programs, Path directory, Path data, Trained trial) throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of("train", "--data", data.toString(), "--algorithm", trial.algorithm, "--seed", trial.seed,
                "--model-dir", Files.createTempDirectory(directory, "model").toString(), "--report", Files.createTempFile(directory, "report", ".jsonl").toString()));
        trial.params.forEach((name, value) -> arguments.addAll(List.of("--param", name + "=" + value)));
        programs.run(Map.of(), arguments);
    }
}
