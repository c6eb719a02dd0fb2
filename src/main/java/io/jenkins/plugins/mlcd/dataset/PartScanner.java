package io.jenkins.plugins.mlcd.dataset;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** Reads one part, in about 70 bytes a sample whatever the sample's size. */
final class PartScanner implements CsvReader.Sink {

    /** More labels than that are no classes. */
    private static final int MAX_CLASSES = 10_000;

    private static final int MAX_LABEL = 128;

    private final String path;
    private final Optional<ColumnRanges> expected;
    private final Quarantine quarantine;
    private final TreeMap<String, Integer> classes = new TreeMap<>();
    private final LongSet keys = new LongSet();
    private final LongSet ids = new LongSet();
    private final List<byte[]> rows = new ArrayList<>();
    private ValueProfile profile;
    private int unlabelled;
    private int invalid;
    private int sameId;
    private int values;
    private long outside;

    private PartScanner(String path, Optional<ColumnRanges> expected, Quarantine quarantine) {
        this.path = path;
        this.expected = expected;
        this.quarantine = quarantine;
    }

    /** @param expected the ranges of the schema */
    static PartScan scan(Path root, Path directory, Optional<ColumnRanges> expected, Quarantine quarantine) throws IOException {
        String path = root.relativize(directory).toString().replace('\\', '/');
        PartScanner scanner = new PartScanner(path.isEmpty() ? "." : path, expected, quarantine);
        PartReader.read(directory, scanner);
        return scanner.result();
    }

    @Override
    public void bad(RowException problem, LineReader.Line line) throws IOException {
        invalid++;
        quarantine.add(path, problem, line);
    }

    @Override
    public void sample(Sample sample, String id, LineReader.Line line) throws IOException {
        int size = sample.values().length;
        values = values == 0 || values == size ? size : -1;
        if (!id.isEmpty() && !ids.add(Sample.key(Sample.sha256().digest(id.getBytes(StandardCharsets.UTF_8))))) {
            sameId++;
        }
        if (sample.label().isEmpty()) {
            unlabelled++;
        } else {
            labelled(sample);
        }
    }

    private void labelled(Sample sample) throws IOException {
        classes.merge(sample.label(), 1, Integer::sum);
        if (classes.size() > MAX_CLASSES || sample.label().length() > MAX_LABEL) {
            throw new IOException("part " + path + " has more than " + MAX_CLASSES + " labels, or one of more than " + MAX_LABEL
                    + " characters: labels are classes");
        }
        byte[] digest = sample.digest();
        keys.add(Sample.key(digest));
        MessageDigest row = Sample.sha256();
        row.update(HexFormat.of().formatHex(digest).getBytes(StandardCharsets.US_ASCII));
        rows.add(row.digest(sample.label().getBytes(StandardCharsets.UTF_8)));
        if (profile == null) {
            profile = new ValueProfile(sample.values().length);
        }
        if (profile.columns() == sample.values().length) {
            profile.add(sample.values());
        }
        expected.filter(ranges -> ranges.columns() == sample.values().length).ifPresent(ranges -> outside += ranges.outside(sample.values()));
    }

    private PartScan result() {
        byte[][] sorted = rows.toArray(byte[][]::new);
        Arrays.sort(sorted, Arrays::compareUnsigned);
        MessageDigest version = Sample.sha256();
        for (byte[] row : sorted) {
            version.update(HexFormat.of().formatHex(row).getBytes(StandardCharsets.US_ASCII));
        }
        return new PartScan(path, rows.size(), unlabelled, invalid, sameId, values, outside, classes, ContentKeys.of(keys),
                values < 0 ? null : profile, "sha256:" + HexFormat.of().formatHex(version.digest()));
    }
}
