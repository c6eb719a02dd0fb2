package io.jenkins.plugins.mlcd.dataset;

import java.io.IOException;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;

/**
 * What was seen of one part.
 *
 * @param path of its directory below the data set, with '/'; {@code .} when it is the data set itself
 * @param samples labelled samples
 * @param unlabelled samples without a class, which are left aside
 * @param values number of values of its samples; 0 when it is empty, -1 when they differ
 * @param classes labelled samples by class
 * @param hashes content hashes of the labelled samples, in the order in which they lie
 * @param sha256 version of the part, {@code sha256:} over contents and labels in whatever order
 */
public record PartScan(
        String path, int samples, int unlabelled, int values, TreeMap<String, Integer> classes, ArrayList<String> hashes, String sha256)
        implements Serializable {

    private static final long serialVersionUID = 1L;

    static PartScan of(Path root, Path directory) throws IOException {
        Builder builder = new Builder();
        PartReader.read(directory, builder::add);
        String path = root.relativize(directory).toString().replace('\\', '/');
        return builder.build(path.isEmpty() ? "." : path);
    }

    /** The last name of the part's path. */
    public String role() {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** Whether models are trained or tested on it; other parts, such as traffic to replay, do not count as data. */
    public boolean counts() {
        return role().equals("train") || role().equals("test");
    }

    /** The version of several parts together, which does not depend on how samples are spread over files. */
    static String version(List<String> rows) {
        String[] sorted = rows.toArray(String[]::new);
        Arrays.sort(sorted);
        MessageDigest digest = Sample.sha256();
        for (String row : sorted) {
            digest.update(row.getBytes(StandardCharsets.US_ASCII));
        }
        return "sha256:" + HexFormat.of().formatHex(digest.digest());
    }

    private static final class Builder {
        private final TreeMap<String, Integer> classes = new TreeMap<>();
        private final ArrayList<String> hashes = new ArrayList<>();
        private final List<String> rows = new ArrayList<>();
        private int unlabelled;
        private int values;

        void add(Sample sample) {
            values = values == 0 || values == sample.values().length ? sample.values().length : -1;
            if (sample.label().isEmpty()) {
                unlabelled++;
                return;
            }
            String hash = sample.hash();
            classes.merge(sample.label(), 1, Integer::sum);
            hashes.add(hash);
            MessageDigest row = Sample.sha256();
            row.update(hash.getBytes(StandardCharsets.US_ASCII));
            rows.add(HexFormat.of().formatHex(row.digest(sample.label().getBytes(StandardCharsets.UTF_8))));
        }

        PartScan build(String path) {
            return new PartScan(path, hashes.size(), unlabelled, values, classes, hashes, version(rows));
        }
    }
}
