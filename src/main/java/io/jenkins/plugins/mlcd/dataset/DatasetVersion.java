package io.jenkins.plugins.mlcd.dataset;

import java.util.Map;
import java.util.TreeMap;

/**
 * A content of a data set that passed its checks.
 *
 * @param build that saw it first
 * @param dataVersion {@code sha256:} over its content
 * @param classes samples by class, without those that were captured
 * @param features histograms by name, of the same samples; empty when samples have different sizes
 */
record DatasetVersion(int build, String dataVersion, Map<String, Long> classes, Map<String, ByteHistogram> features) {

    static DatasetVersion of(int build, DatasetScan scan) {
        Map<String, Long> classes = new TreeMap<>();
        DatasetScan own = scan.own();
        own.classes().forEach((name, count) -> classes.put(name, (long) count));
        return new DatasetVersion(build, scan.version(), classes, own.profile().map(ValueProfile::features).orElse(Map.of()));
    }
}
