package io.jenkins.plugins.mlcd.bench.monitor;

import io.jenkins.plugins.mlcd.agent.data.Idx;
import io.jenkins.plugins.mlcd.agent.data.Part;
import io.jenkins.plugins.mlcd.bench.monitor.PooledStream.Judged;
import io.jenkins.plugins.mlcd.bench.monitor.SoftmaxRegression.Sample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** The example digits, and clothing among them: as samples, and as a model trained on the old digits judges them. */
final class Digits {

    static final int CLASSES = 10;

    /** Of 28 x 28 pixels. */
    static final int PIXELS = 784;

    static final double RATE = 0.05;

    private static final int EPOCHS = 4;
    private static final int CHANGE = 5_000;
    private static final int AFTER = 4_000;

    /** Where Debian's {@code dataset-fashion-mnist} puts its images; without it the 200 of them among the example digits are taken. */
    private static final Path CLOTHING = Path.of("/usr/share/datasets/fashion-mnist/t10k-images-idx3-ubyte.gz");

    private static final int NO_CLASS = -1;

    private final Path root;

    Digits(Path root) {
        this.root = root;
    }

    /** The samples of some parts, such as {@code old/train}; digits only. */
    List<Sample> labelled(String... parts) throws IOException {
        return samples(true, parts);
    }

    private List<Sample> samples(boolean digits, String... parts) throws IOException {
        List<Sample> samples = new ArrayList<>();
        for (String part : parts) {
            for (Part.Sample sample : Part.read(root.resolve(part), part).samples()) {
                if (sample.label().isPresent() == digits) {
                    samples.add(new Sample(sample.input(), sample.label().map(Integer::parseInt).orElse(NO_CLASS)));
                }
            }
        }
        return samples;
    }

    private List<Sample> clothing() throws IOException {
        if (!Files.isRegularFile(CLOTHING)) {
            return samples(false, "drifted/replay");
        }
        return Idx.read(CLOTHING, 3).items().stream().map(pixels -> new Sample(floats(pixels), NO_CLASS)).toList();
    }

    private static float[] floats(byte[] pixels) {
        float[] values = new float[pixels.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = (pixels[i] & 0xff) / 255f;
        }
        return values;
    }

    /** Streams on which a fifth of the digits is drifted or a twentieth is clothing, with labels and without. */
    List<DriftStream> streams(RandomGenerator random) throws IOException {
        SoftmaxRegression model = new SoftmaxRegression(PIXELS, CLASSES, RATE).train(labelled("old/train"), EPOCHS, random);
        List<Double> cuts = PooledStream.cuts(model.judge(labelled("old/test")));
        List<Judged> digits = model.judge(labelled("production", "new/train", "new/test"));
        List<Judged> drifted = model.judge(labelled("drifted/replay", "drifted/test"));
        List<Judged> clothing = model.judge(clothing());
        return List.of(
                new PooledStream("digits, a fifth drifted", true, cuts, digits, drifted, 0.2, CHANGE, AFTER),
                new PooledStream("digits, a twentieth clothing", true, cuts, digits, clothing, 0.05, CHANGE, AFTER),
                new PooledStream("digits, a fifth drifted, no labels", false, cuts, digits, drifted, 0.2, CHANGE, AFTER),
                new PooledStream("digits, a fifth clothing, no labels", false, cuts, digits, clothing, 0.2, CHANGE, AFTER));
    }
}
