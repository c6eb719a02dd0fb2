package io.jenkins.plugins.mlcd.dataset;

import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;

/** Samples whose true label is known, to be asked of a model server. */
public final class GoldenRequests {

    private GoldenRequests() {}

    /**
     * One of them.
     *
     * @param id of it among the others
     * @param values 0..255
     */
    public record Golden(String id, String label, byte[] values) implements Serializable {

        private static final long serialVersionUID = 1L;
    }

    /**
     * Labelled samples of the part in {@code directory}, {@code most} of them, evenly over the part.
     *
     * @throws IOException when there is no part, or none of its samples has a label
     */
    public static ArrayList<Golden> of(Path directory, int most) throws IOException {
        if (!Files.isDirectory(directory) || !PartReader.isPart(directory)) {
            throw new IOException("'" + directory + "' is no part of a data set: it has neither " + IdxReader.IMAGES + " nor " + CsvLayout.FILE);
        }
        int[] labelled = new int[1];
        PartReader.read(directory, sink(sample -> labelled[0]++));
        if (labelled[0] == 0) {
            throw new IOException("'" + directory + "' holds no labelled sample");
        }
        ArrayList<Golden> golden = new ArrayList<>();
        int[] seen = new int[1];
        PartReader.read(directory, sink(sample -> {
            long wanted = (long) golden.size() * labelled[0] / Math.min(most, labelled[0]);
            if (seen[0]++ == wanted && golden.size() < most) {
                golden.add(new Golden(Integer.toString(golden.size()), sample.label(), sample.values()));
            }
        }));
        return golden;
    }

    private interface Labelled {
        void accept(Sample sample);
    }

    private static CsvReader.Sink sink(Labelled to) {
        return new CsvReader.Sink() {
            @Override
            public void sample(Sample sample, String id, LineReader.Line line) {
                if (!sample.label().isEmpty()) {
                    to.accept(sample);
                }
            }

            @Override
            public void bad(RowException problem, LineReader.Line line) {
                // A row that is no sample can be asked of nobody; mlDataset tells of it.
            }
        };
    }
}
