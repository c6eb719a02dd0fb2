package io.jenkins.plugins.mlcd.dataset;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;

/**
 * What a data set has, to compare traffic with.
 *
 * @param values of some samples of its train parts, 0 to 1, drawn at random and all of the same size
 * @param contents of all samples of its train and test parts
 * @param classes of them
 */
public record TrainingSamples(List<float[]> values, ContentKeys contents, TreeSet<String> classes) {

    public static final TrainingSamples NONE = new TrainingSamples(List.of(), ContentKeys.NONE, new TreeSet<>());

    /**
     * Reads the parts below {@code root} that count as data.
     *
     * @param most samples whose values are kept, each with the same chance (reservoir sampling, Vitter's algorithm R)
     * @throws IOException in one sentence, when there is no part or one cannot be read
     */
    public static TrainingSamples read(Path root, int most, long seed) throws IOException {
        Reader reader = new Reader(most, seed);
        for (Path part : DatasetScan.directories(root)) {
            String role = part.getFileName().toString();
            if (role.equals("train") || role.equals("test")) {
                reader.training = role.equals("train");
                PartReader.read(part, reader);
            }
        }
        return new TrainingSamples(reader.kept, ContentKeys.of(reader.keys), reader.classes);
    }

    private static final class Reader implements CsvReader.Sink {
        private final int most;
        private final SplittableRandom random;
        private final List<float[]> kept = new ArrayList<>();
        private final LongSet keys = new LongSet();
        private final TreeSet<String> classes = new TreeSet<>();
        private boolean training;
        private int seen;

        Reader(int most, long seed) {
            this.most = most;
            this.random = new SplittableRandom(seed);
        }

        @Override
        public void sample(Sample sample, String id, LineReader.Line line) {
            keys.add(Sample.key(sample.digest()));
            if (!sample.label().isEmpty()) {
                classes.add(sample.label());
            }
            if (!training || !kept.isEmpty() && kept.get(0).length != sample.values().length) {
                return;
            }
            seen++;
            if (kept.size() < most) {
                kept.add(floats(sample.values()));
            } else {
                int place = random.nextInt(seen);
                if (place < most) {
                    kept.set(place, floats(sample.values()));
                }
            }
        }

        @Override
        public void bad(RowException problem, LineReader.Line line) {
            // the gate of the data set tells of it
        }

        private static float[] floats(byte[] bytes) {
            float[] values = new float[bytes.length];
            for (int i = 0; i < bytes.length; i++) {
                values[i] = (bytes[i] & 0xff) / 255f;
            }
            return values;
        }
    }
}
