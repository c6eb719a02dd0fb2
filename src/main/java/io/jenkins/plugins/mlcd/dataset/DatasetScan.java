package io.jenkins.plugins.mlcd.dataset;

import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What was seen of a data set. Only its parts called {@code train} and {@code test} count as data.
 *
 * @param parts every part, in the order of their paths
 */
public record DatasetScan(ArrayList<PartScan> parts) implements Serializable {

    private static final long serialVersionUID = 1L;
    private static final int MAX_DEPTH = 6;

    /**
     * Reads every part below {@code root}.
     *
     * @throws IOException in one sentence, when there is no part or one cannot be read
     */
    public static DatasetScan of(Path root) throws IOException {
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
        ArrayList<PartScan> parts = new ArrayList<>();
        for (Path directory : directories) {
            parts.add(PartScan.of(root, directory));
        }
        return new DatasetScan(parts);
    }

    /** The parts that count as data. */
    public List<PartScan> data() {
        return parts.stream().filter(PartScan::counts).toList();
    }

    public int samples() {
        return data().stream().mapToInt(PartScan::samples).sum();
    }

    public TreeMap<String, Integer> classes() {
        TreeMap<String, Integer> sum = new TreeMap<>();
        data().forEach(part -> part.classes().forEach((name, count) -> sum.merge(name, count, Integer::sum)));
        return sum;
    }

    /** {@code sha256:} over the versions of the parts that count: another sample, label or split is another version. */
    public String version() {
        return PartScan.version(data().stream().map(part -> part.role() + " " + part.sha256()).toList());
    }

    /** The content hashes of all samples that count, each once. */
    public Set<String> hashes() {
        return data().stream().flatMap(part -> part.hashes().stream()).collect(Collectors.toCollection(TreeSet::new));
    }

    /** How many distinct samples are not in {@code known}. */
    public int newSamples(Set<String> known) {
        return (int) hashes().stream().filter(hash -> !known.contains(hash)).count();
    }
}
