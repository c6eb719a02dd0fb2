package io.jenkins.plugins.mlcd.dataset;

import io.jenkins.plugins.mlcd.record.Verdict;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The checks of a data set. Values outside 0 to 1 and files that are cut off are found while reading.
 *
 * @param duplicates largest share of samples that may be a repetition of another one of the same part, 0..1
 * @param imbalance how many times larger the largest class may be than the smallest, at least 1
 * @param leakage largest share of test samples that may be in a train part as well, 0..1
 */
public record DatasetChecks(double duplicates, double imbalance, double leakage) {

    public static final DatasetChecks DEFAULT = new DatasetChecks(0.05, 10, 0);

    public DatasetChecks {
        if (!(duplicates >= 0 && duplicates <= 1) || !(leakage >= 0 && leakage <= 1) || !(imbalance >= 1)) {
            throw new IllegalArgumentException("checks need duplicates and leakage from 0 to 1 and imbalance of at least 1, but they are "
                    + duplicates + ", " + leakage + " and " + imbalance);
        }
    }

    /** The default limits with those that {@code limits} names in their place. */
    public static DatasetChecks of(Map<String, ?> limits) {
        Map<String, Double> values = new HashMap<>(
                Map.of("duplicates", DEFAULT.duplicates, "imbalance", DEFAULT.imbalance, "leakage", DEFAULT.leakage));
        limits.forEach((name, value) -> {
            if (!values.containsKey(name) || !(value instanceof Number)) {
                throw new IllegalArgumentException("check '" + name + ": " + value + "' is none of duplicates, imbalance and leakage with a number");
            }
            values.put(name, ((Number) value).doubleValue());
        });
        return new DatasetChecks(values.get("duplicates"), values.get("imbalance"), values.get("leakage"));
    }

    public List<DatasetCheck> judge(DatasetScan scan) {
        List<DatasetCheck> checks = new ArrayList<>();
        checks.add(parts(scan));
        checks.add(schema(scan));
        checks.add(empty(scan));
        checks.add(duplicates(scan));
        checks.add(balance(scan));
        checks.add(leakage(scan));
        return checks;
    }

    public static Verdict verdict(List<DatasetCheck> checks) {
        return checks.stream().map(DatasetCheck::verdict).reduce(Verdict.PASS, Verdict::and);
    }

    private static DatasetCheck parts(DatasetScan scan) {
        long train = scan.data().stream().filter(part -> part.role().equals("train")).count();
        return DatasetCheck.of("parts", train > 0, train > 0
                ? train + " parts to train on, " + (scan.data().size() - train) + " to test on"
                : "no part is called train");
    }

    private static DatasetCheck schema(DatasetScan scan) {
        List<Integer> sizes = scan.data().stream().map(PartScan::values).filter(n -> n != 0).distinct().toList();
        boolean same = sizes.size() <= 1 && !sizes.contains(-1);
        return DatasetCheck.of("schema", same, same
                ? "every sample has " + (sizes.isEmpty() ? 0 : sizes.get(0)) + " values"
                : "samples have different numbers of values: " + sizes);
    }

    private static DatasetCheck empty(DatasetScan scan) {
        List<String> empty = scan.data().stream().filter(part -> part.samples() == 0).map(PartScan::path).toList();
        return DatasetCheck.of("empty", empty.isEmpty(), empty.isEmpty() ? "no part is empty" : "without a labelled sample: " + empty);
    }

    private DatasetCheck duplicates(DatasetScan scan) {
        int repeated = 0;
        for (PartScan part : scan.data()) {
            repeated += part.samples() - new HashSet<>(part.hashes()).size();
        }
        double share = scan.samples() == 0 ? 0 : (double) repeated / scan.samples();
        return DatasetCheck.of("duplicates", share <= duplicates,
                text("%d of %d samples repeat another one of their part (at most %.1f%%)", repeated, scan.samples(), 100 * duplicates));
    }

    private DatasetCheck balance(DatasetScan scan) {
        Map<String, Integer> classes = scan.classes();
        int largest = classes.values().stream().mapToInt(Integer::intValue).max().orElse(0);
        int smallest = classes.values().stream().mapToInt(Integer::intValue).min().orElse(0);
        boolean enough = classes.size() >= 2 && largest <= imbalance * smallest;
        return DatasetCheck.of("balance", enough,
                text("%d classes of %d to %d samples (at least 2, at most %.1f times)", classes.size(), smallest, largest, imbalance));
    }

    private DatasetCheck leakage(DatasetScan scan) {
        Set<String> trained = new HashSet<>();
        List<String> tested = new ArrayList<>();
        scan.data().forEach(part -> (part.role().equals("train") ? trained : tested).addAll(part.hashes()));
        long leaked = tested.stream().filter(trained::contains).count();
        return DatasetCheck.of("leakage", leaked <= leakage * tested.size(),
                text("%d of %d test samples are in a train part as well (at most %.1f%%)", leaked, tested.size(), 100 * leakage));
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
