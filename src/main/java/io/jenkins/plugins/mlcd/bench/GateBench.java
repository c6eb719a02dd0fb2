package io.jenkins.plugins.mlcd.bench;

import com.fasterxml.jackson.core.JsonParser;
import io.jenkins.plugins.mlcd.record.Json;
import io.jenkins.plugins.mlcd.validate.BenchmarkResult;
import io.jenkins.plugins.mlcd.validate.Check;
import io.jenkins.plugins.mlcd.validate.Gate;
import io.jenkins.plugins.mlcd.validate.RunOutput;
import io.jenkins.plugins.mlcd.validate.Validation;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * {@code mlcd bench gate}: how long the gate takes for a million predictions with 50 slices, beside a plain pass over the bytes of the
 * same file and a plain parse by Jackson; and how much memory a stream of any length takes.
 */
@Command(name = "gate", description = "Time the gate on a million predictions with 50 slices.", mixinStandardHelpOptions = true)
public final class GateBench implements Callable<Integer> {

    private static final double SECONDS = 2;

    private static final double HEAP_MEBIBYTES = 64;

    private static final double BYTES_A_LINE = 128;

    /** 36 writers, 10 regions and 4 devices: 50 slices. */
    private static final List<String> CHECKS = List.of(
            "accuracy >= 0.97",
            "accuracy >= baseline - 0.005",
            "accuracy[slice=writer:*] >= 0.9",
            "accuracy[slice=region:*] >= 0.9",
            "accuracy[slice=device:*] >= 0.9",
            "accuracy[slice=writer:*] >= baseline - 0.02",
            "recall[class=7] >= 0.9");

    @Spec
    private CommandSpec spec;

    @Option(names = "--samples", defaultValue = "1000000", description = "Predictions in the file. Default: ${DEFAULT-VALUE}.")
    private int samples;

    @Option(names = "--rounds", defaultValue = "5", description = "Each pass is run so often, and the fastest counts. Default: ${DEFAULT-VALUE}.")
    private int rounds;

    @Option(names = "--gigabytes", defaultValue = "1", description = "Length of the stream whose memory is measured; 0 for none. Default: ${DEFAULT-VALUE}.")
    private double gigabytes;

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        Aims aims = new Aims();
        Path directory = Files.createTempDirectory("mlcd-bench-gate");
        try {
            times(directory, out, aims);
        } finally {
            Files.deleteIfExists(directory.resolve("candidate.jsonl"));
            Files.deleteIfExists(directory.resolve("baseline.jsonl"));
            Files.deleteIfExists(directory);
        }
        if (gigabytes > 0) {
            memory(out, aims);
        }
        return aims.conclude(out);
    }

    private void times(Path directory, PrintWriter out, Aims aims) throws IOException {
        Path candidate = write(directory.resolve("candidate.jsonl"), 1);
        Path baseline = write(directory.resolve("baseline.jsonl"), 2);
        Pass[] best = new Pass[4];
        Arrays.fill(best, Pass.NEVER);
        for (int round = 0; round < rounds; round++) {
            best[0] = best[0].faster(pass(() -> lines(candidate)));
            best[1] = best[1].faster(pass(() -> tokens(candidate)));
            best[2] = best[2].faster(pass(() -> gate(candidate, Optional.empty())));
            best[3] = best[3].faster(pass(() -> gate(candidate, Optional.of(baseline))));
        }
        double megabytes = Files.size(candidate) / 1e6;
        String[] names = {"bytes and line ends", "Jackson's tokens", "gate, candidate", "gate, candidate and baseline"};
        Table table = new Table(samples + " predictions, 50 slices", "MB", "s", "CPU s", "MB/s", "x bytes", "x Jackson");
        for (int i = 0; i < best.length; i++) {
            double read = i == 3 ? 2 * megabytes : megabytes;
            table.row(
                    names[i],
                    read,
                    best[i].seconds(),
                    best[i].cpu(),
                    read / best[i].seconds(),
                    best[i].cpu() / best[0].cpu(),
                    best[i].cpu() / best[1].cpu());
        }
        table.print(out);
        aims.atMost("gate_seconds", best[2].seconds(), SECONDS);
        aims.atMost("gate_pair_seconds", best[3].seconds(), SECONDS);
    }

    /** The whole live heap of this program, seen eight times while a stream is read that may be longer than any heap. */
    private void memory(PrintWriter out, Aims aims) {
        long length = (long) (gigabytes * 1e9 / BYTES_A_LINE);
        long[] most = {0};
        Runnable look = () -> most[0] = Math.max(most[0], live());
        Pass pass = pass(() -> decide(
                new Streamed(() -> new PredictionStream(1, length, Math.max(1, length / 8), look)),
                Optional.of(new Streamed(() -> new PredictionStream(2, length)))));
        double mebibytes = most[0] / (double) (1 << 20);
        new Table("candidate and baseline as streams", "GB each", "s", "live heap MiB").row("gate", gigabytes, pass.seconds(), mebibytes).print(out);
        aims.atMost("gate_stream_heap_mebibytes", mebibytes, HEAP_MEBIBYTES);
    }

    private static long live() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    private Path write(Path file, int seed) throws IOException {
        try (InputStream in = new PredictionStream(seed, samples)) {
            Files.copy(in, file);
        }
        return file;
    }

    /** Wall and processor time; ratios are of the latter, which other programs on the machine disturb less. */
    private record Pass(double seconds, double cpu) {

        static final Pass NEVER = new Pass(Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY);

        Pass faster(Pass other) {
            return new Pass(Math.min(seconds, other.seconds), Math.min(cpu, other.cpu));
        }
    }

    private static Pass pass(Supplier<?> work) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long cpu = threads.getCurrentThreadCpuTime();
        long start = System.nanoTime();
        work.get();
        return new Pass((System.nanoTime() - start) / 1e9, (threads.getCurrentThreadCpuTime() - cpu) / 1e9);
    }

    private static Long lines(Path file) {
        byte[] buffer = new byte[1 << 18];
        long lines = 0;
        try (InputStream in = Files.newInputStream(file)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                for (int i = 0; i < read; i++) {
                    lines += buffer[i] == '\n' ? 1 : 0;
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return lines;
    }

    private static Long tokens(Path file) {
        long tokens = 0;
        try (JsonParser parser = Json.mapper().createParser(Files.newInputStream(file))) {
            while (parser.nextToken() != null) {
                tokens++;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return tokens;
    }

    private static Validation gate(Path candidate, Optional<Path> baseline) {
        return decide(new Streamed(() -> open(candidate)), baseline.map(file -> new Streamed(() -> open(file))));
    }

    private static InputStream open(Path file) {
        try {
            return new BufferedInputStream(Files.newInputStream(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Validation decide(RunOutput candidate, Optional<RunOutput> baseline) {
        List<Check> checks = Check.parseAll(CHECKS, List.of("bench"));
        try {
            BenchmarkResult result = BenchmarkResult.read("bench", candidate, baseline, checks);
            Validation validation = new Gate(checks, 0.95, 0.02).decide("m:2", baseline.map(run -> "m:1"), List.of(result));
            if (result.error().isPresent()) {
                throw new IllegalStateException(result.error().get());
            }
            return validation;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Predictions only. */
    private record Streamed(Supplier<InputStream> opened) implements RunOutput {

        @Override
        public Optional<String> metrics() {
            return Optional.empty();
        }

        @Override
        public boolean predicted() {
            return true;
        }

        @Override
        public InputStream predictions() {
            return opened.get();
        }
    }
}
