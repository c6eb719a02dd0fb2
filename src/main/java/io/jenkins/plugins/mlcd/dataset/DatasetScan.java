package io.jenkins.plugins.mlcd.dataset;

import java.io.IOException;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What was seen of a data set. Only its parts called {@code train} and {@code test} count as data.
 *
 * @param parts every part, in the order of their paths
 * @param invalid rows that are no samples, by what is wrong with them
 */
public record DatasetScan(ArrayList<PartScan> parts, TreeMap<String, Integer> invalid) implements Serializable {

    private static final long serialVersionUID = 1L;
    private static final int MAX_DEPTH = 6;

    /**
     * Reads every part below {@code root}.
     *
     * @param expected the ranges of the schema, when there is one
     * @param quarantine file that gets the rows that are no samples, if there are any
     * @throws IOException in one sentence, when there is no part or one cannot be read
     */
    public static DatasetScan of(Path root, Optional<ColumnRanges> expected, Path quarantine) throws IOException {
        ArrayList<PartScan> parts = new ArrayList<>();
        try (Quarantine bad = new Quarantine(quarantine)) {
            for (Path directory : directories(root)) {
                parts.add(PartScanner.scan(root, directory, expected, bad));
            }
            return new DatasetScan(parts, new TreeMap<>(bad.kinds()));
        }
    }

    /** The directories of the parts, in the order of their paths; at least one. */
    static List<Path> directories(Path root) throws IOException {
        if (!Files.isDirectory(root)) {
            throw new IOException("'" + root + "' is no directory with a data set");
        }
        List<Path> directories;
        try (Stream<Path> tree = Files.walk(root, MAX_DEPTH)) {
            directories = tree.filter(PartReader::isPart).sorted().toList();
        }
        if (directories.isEmpty()) {
            throw new IOException("'" + root + "' holds no part: no directory below it has " + IdxReader.IMAGES + " or " + CsvLayout.FILE);
        }
        return directories;
    }

    /** The parts that count as data. */
    public List<PartScan> data() {
        return parts.stream().filter(PartScan::counts).toList();
    }

    /** The parts that count but for those that were captured: what production sends may differ, that is what retraining is for. */
    DatasetScan own() {
        List<PartScan> own = data().stream().filter(part -> !CaptureImport.isCaptured(part.path())).toList();
        return new DatasetScan(new ArrayList<>(own), invalid);
    }

    public int samples() {
        return data().stream().mapToInt(PartScan::samples).sum();
    }

    public int invalidRows() {
        return parts.stream().mapToInt(PartScan::invalid).sum();
    }

    public TreeMap<String, Integer> classes() {
        TreeMap<String, Integer> sum = new TreeMap<>();
        data().forEach(part -> part.classes().forEach((name, count) -> sum.merge(name, count, Integer::sum)));
        return sum;
    }

    /** {@code sha256:} over the versions of the parts that count: another sample, label or split is another version. */
    public String version() {
        MessageDigest digest = Sample.sha256();
        data().stream()
                .map(part -> part.role() + " " + part.sha256())
                .sorted()
                .forEach(row -> digest.update(row.getBytes(StandardCharsets.US_ASCII)));
        return "sha256:" + HexFormat.of().formatHex(digest.digest());
    }

    /** The contents of all samples that count. */
    public ContentKeys keys() {
        return ContentKeys.union(data().stream().map(PartScan::keys).toList());
    }

    /** The values of all samples that count; empty when there are none or their sizes differ. */
    Optional<ValueProfile> profile() {
        Collection<PartScan> filled = data().stream().filter(part -> part.values() != 0).toList();
        boolean whole = filled.stream().allMatch(part -> part.values() > 0);
        List<ValueProfile> profiles = filled.stream().map(PartScan::profile).filter(p -> p != null).toList();
        return whole && !profiles.isEmpty() ? ValueProfile.union(profiles) : Optional.empty();
    }
}
