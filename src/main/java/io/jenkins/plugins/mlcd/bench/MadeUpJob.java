package io.jenkins.plugins.mlcd.bench;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.mlcd.record.BuildLayout;
import io.jenkins.plugins.mlcd.record.JobLayout;
import io.jenkins.plugins.mlcd.record.Json;
import io.jenkins.plugins.mlcd.record.Schema;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.SplittableRandom;

/**
 * Writes the record of a job that never ran, of any size: studies whose objective depends on their parameters in a known way, with curves
 * that rise towards it and are pruned when they do not; gates that measure a little more from build to build; promotions. The same seed
 * makes the same record.
 */
final class MadeUpJob {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final String[] ALGORITHMS = {"convnet", "mlp", "xgboost"};

    private final Path job;
    private final SplittableRandom random = new SplittableRandom(1);

    /** @param job the job's directory */
    MadeUpJob(Path job) {
        this.job = job;
    }

    Path build(int number) {
        return job.resolve("builds").resolve(Integer.toString(number));
    }

    /** The study {@code digits} of a build. */
    void study(int build, int trials, int reports) throws IOException {
        Path file = new BuildLayout(build(build)).study("digits");
        Files.createDirectories(file.getParent());
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            line(out, Json.object().put("schema", Schema.STUDY.name()).put("version", Schema.STUDY.version()));
            ObjectNode defined = event("defined", START);
            ObjectNode definition = defined.putObject("definition").put("study", "digits").put("metric", "accuracy").put("direction", "maximize").put("maxTrialCount", trials);
            ObjectNode algorithms = definition.putObject("algorithms");
            for (String algorithm : ALGORITHMS) {
                algorithms.putObject(algorithm).put("lr", "1e-4..1e-1 log").put("batch", "16, 32, 64, 128").put("width", "8..64").put("dropout", "0.0..0.5");
            }
            definition.putObject("sampler").put("kind", "random");
            definition.putObject("pruner").put("kind", "median");
            line(out, defined);
            for (int trial = 0; trial < trials; trial++) {
                trial(out, trial, reports);
            }
            line(out, event("ended", START.plusSeconds(20L * trials)).put("state", "completed").put("reason", trials + " trials were run"));
        }
    }

    private void trial(BufferedWriter out, int trial, int reports) throws IOException {
        Instant start = START.plusSeconds(20L * trial);
        double lr = Math.pow(10, -4 + 3 * random.nextDouble());
        double dropout = 0.5 * random.nextDouble();
        int width = 8 + random.nextInt(57);
        ObjectNode asked = event("asked", start).put("trial", trial).put("algorithm", ALGORITHMS[random.nextInt(ALGORITHMS.length)]);
        asked.putObject("params").put("lr", lr).put("batch", 16 << random.nextInt(4)).put("width", width).put("dropout", dropout);
        line(out, asked.put("seed", trial).put("worker", Integer.toString(1 + trial % 4)));
        double reached = 0.985 - 0.05 * Math.pow(Math.log10(lr) + 2.2, 2) - 0.04 * dropout + 0.0004 * width + 0.01 * random.nextGaussian();
        int stop = random.nextInt(100) < 30 ? 1 + reports / 4 : reports;
        double value = 0;
        for (int step = 1; step <= stop; step++) {
            value = Math.min(0.999, reached * (1 - Math.exp(-3.0 * step / reports)) / (1 - Math.exp(-3)) + 0.003 * random.nextGaussian());
            ObjectNode reported = event("reported", start.plusMillis(900L * step)).put("trial", trial).put("step", step);
            reported.putObject("metrics").put("accuracy", value).put("loss", 1 - value);
            line(out, reported);
        }
        ObjectNode resources = event("resources", start.plusSeconds(19)).put("trial", trial);
        resources.putObject("resources").put("wall_seconds", 0.9 * stop).put("cpu_seconds", 0.8 * stop).put("peak_memory_bytes", 300_000_000L + 4_000_000L * width).put("agent", "gpu-" + (1 + trial % 4)).put("device", "cpu");
        line(out, resources);
        boolean pruned = stop < reports;
        ObjectNode end = event(trial % 97 == 96 ? "failed" : pruned ? "pruned" : "told", start.plusMillis(900L * stop)).put("trial", trial);
        if (trial % 97 == 96) {
            end.put("reason", "the command ended with exit code 1: CUDA out of memory");
        } else if (pruned) {
            end.put("step", stop).put("value", value).put("reason", "below the median of earlier trials at step " + stop);
        } else {
            end.put("value", value).putObject("metrics").put("accuracy", value).put("loss", 1 - value);
        }
        line(out, end);
    }

    /** What gates measured in builds 1 to {@code builds}, and a registry in which every fifth was promoted and every fiftieth rolled back. */
    void gates(int builds) throws IOException {
        Path registry = new JobLayout(job).registry();
        Files.createDirectories(registry.getParent());
        try (BufferedWriter out = Files.newBufferedWriter(registry)) {
            line(out, Json.object().put("schema", Schema.REGISTRY.name()).put("version", Schema.REGISTRY.version()));
            for (int build = 1; build <= builds; build++) {
                Instant at = START.plus(Duration.ofHours(6L * build));
                double accuracy = 0.999 - 0.2 * Math.exp(-3.0 * build / builds) + 0.004 * random.nextGaussian();
                gate(build, accuracy);
                ObjectNode registered = event("registered", at).put("model", "digits").put("version", Integer.toString(build)).put("build", build);
                registered.putObject("params").put("lr", 0.01);
                registered.putObject("metrics").put("accuracy", accuracy);
                line(out, registered.put("artifacts", "mlcd/models/digits-" + build).put("bytes", 500_000).put("sha256", "sha256:" + build));
                if (build % 5 == 1) {
                    line(out, stage(at.plusSeconds(600), build, "all users have digits:" + build));
                }
                if (build % 50 == 7) {
                    line(out, stage(at.plusSeconds(1200), build - 6, "the monitor saw drift").put("rolledBack", Integer.toString(build - 1)));
                }
            }
        }
    }

    private ObjectNode stage(Instant at, int version, String reason) {
        return event("stage", at).put("model", "digits").put("version", Integer.toString(version)).put("stage", "production").put("build", version).put("by", "mlCanary").put("reason", reason);
    }

    private void gate(int build, double accuracy) throws IOException {
        ObjectNode validation = Json.object().put("schema", Schema.VALIDATION.name()).put("version", Schema.VALIDATION.version())
                .put("model", "digits:" + build).put("verdict", build % 7 == 0 ? "FAIL" : "PASS");
        ArrayNode benchmarks = validation.putArray("benchmarks");
        for (String name : new String[] {"old", "new"}) {
            ObjectNode candidate = benchmarks.addObject().put("name", name).put("samples", 1000).putObject("candidate");
            candidate.put("accuracy", accuracy - (name.equals("new") ? 0.01 : 0)).put("log_loss", 1 - accuracy).put("latency_p99_ms", 1 + random.nextDouble());
            for (int label = 0; label < 10; label++) {
                candidate.put("recall[class=" + label + "]", accuracy);
            }
        }
        Path file = new BuildLayout(build(build)).validation();
        Files.createDirectories(file.getParent());
        Files.writeString(file, Json.line(validation));
    }

    private static ObjectNode event(String kind, Instant at) {
        return Json.object().put("event", kind).put("at", at.toString());
    }

    private static void line(BufferedWriter out, ObjectNode event) throws IOException {
        out.write(Json.line(event));
        out.write('\n');
    }
}
