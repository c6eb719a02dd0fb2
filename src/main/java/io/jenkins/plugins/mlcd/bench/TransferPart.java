package io.jenkins.plugins.mlcd.bench;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.mlcd.agent.data.Idx;
import io.jenkins.plugins.mlcd.record.Json;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Digits learned from nothing beside digits learned on top of a network that knows clothing: accuracy on the old users' test digits,
 * and CPU seconds. The clothing images are the 60,000 of Fashion-MNIST as Debian's {@code dataset-fashion-mnist} installs them.
 */
final class TransferPart implements SweepPart {

    private static final Path CLOTHING = Path.of("/usr/share/datasets/fashion-mnist");
    private static final int[] SAMPLES = {100, 300, 1000, 5500};

    private record Run(double accuracy, double cpuSeconds) {}

    @Override
    public String name() {
        return "transfer";
    }

    @Override
    public void run(SweepOptions options, PrintWriter out, Aims aims) throws Exception {
        if (!Files.isDirectory(CLOTHING)) {
            out.println("left out: the clothing images are not installed (apt-get install dataset-fashion-mnist)");
            return;
        }
        Path directory = Files.createTempDirectory("mlcd-bench-transfer");
        Programs programs = new Programs(directory.resolve("logs"));
        Path base = directory.resolve("base");
        double seconds = programs.run(Map.of(), List.of("train", "--data", clothing(directory).toString(), "--algorithm", "convnet",
                "--param", "width=16", "--epochs", "3", "--model-dir", base.toString(), "--report", directory.resolve("base.jsonl").toString()));
        out.printf("the base: a convnet of width 16, three passes over 60,000 clothing images, %.0f s%n", seconds);
        Table table = new Table("digits to learn from", "from nothing", "CPU s", "on the base", "CPU s", "points gained", "times faster");
        for (int samples : SAMPLES) {
            Path data = digits(programs, directory, samples);
            Run scratch = train(programs, directory, data, List.of("--algorithm", "convnet", "--param", "width=16", "--epochs", "6"));
            Run transfer = train(programs, directory, data, List.of("--base", base.toString(), "--epochs", "20"));
            table.row(samples, scratch.accuracy, scratch.cpuSeconds, transfer.accuracy, transfer.cpuSeconds,
                    100 * (transfer.accuracy - scratch.accuracy), scratch.cpuSeconds / transfer.cpuSeconds);
            judge(aims, samples, scratch, transfer);
        }
        table.print(out);
    }

    private static void judge(Aims aims, int samples, Run scratch, Run transfer) {
        if (samples == SAMPLES[0]) {
            aims.atLeast("transfer_points_gained_with_" + samples + "_digits", 100 * (transfer.accuracy - scratch.accuracy), 5);
        }
        if (samples == SAMPLES[SAMPLES.length - 1]) {
            aims.atLeast("transfer_times_faster_with_" + samples + "_digits", scratch.cpuSeconds / transfer.cpuSeconds, 2);
            aims.atMost("transfer_points_lost_with_" + samples + "_digits", 100 * (scratch.accuracy - transfer.accuracy), 1.5);
        }
    }

    private static Path clothing(Path directory) throws IOException {
        Path part = Files.createDirectories(directory.resolve("clothing/train"));
        Files.createSymbolicLink(part.resolve(Idx.IMAGES), CLOTHING.resolve("train-images-idx3-ubyte.gz"));
        Files.createSymbolicLink(part.resolve(Idx.LABELS), CLOTHING.resolve("train-labels-idx1-ubyte.gz"));
        return part.getParent();
    }

    /** The first digits of the example's old users as a data set of their own. */
    private static Path digits(Programs programs, Path directory, int samples) throws IOException {
        Path from = programs.home().resolve("examples/data/digits/old/train");
        Path part = directory.resolve("digits-" + samples).resolve("train");
        Idx.Content images = Idx.read(from.resolve(Idx.IMAGES), 3);
        Idx.write(part.resolve(Idx.IMAGES), images.items().subList(0, samples), images.dimensions()[1], images.dimensions()[2]);
        Idx.write(part.resolve(Idx.LABELS), Idx.read(from.resolve(Idx.LABELS), 1).items().subList(0, samples));
        return part.getParent();
    }

    private static Run train(Programs programs, Path directory, Path data, List<String> how) throws IOException, InterruptedException {
        Path run = Files.createTempDirectory(directory, "run");
        List<String> arguments = new ArrayList<>(List.of("train", "--data", data.toString(), "--model-dir", run.resolve("model").toString(),
                "--report", run.resolve("report.jsonl").toString()));
        arguments.addAll(how);
        programs.run(Map.of(), arguments);
        programs.run(Map.of(), List.of("evaluate", "--model", run.resolve("model").toString(), "--data", "examples/data/digits/old/test",
                "--metrics", run.resolve("metrics.json").toString()));
        return new Run(Json.read(run.resolve("metrics.json"), JsonNode.class).path("accuracy").asDouble(), cpuSeconds(run.resolve("report.jsonl")));
    }

    private static double cpuSeconds(Path report) throws IOException {
        List<String> lines = Files.readAllLines(report);
        return Json.mapper().readTree(lines.get(lines.size() - 1)).findValue("cpu_seconds").asDouble();
    }
}
