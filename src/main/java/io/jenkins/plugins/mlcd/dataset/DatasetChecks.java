package io.jenkins.plugins.mlcd.dataset;

import io.jenkins.plugins.mlcd.dataset.DatasetHistory.Expectation;
import io.jenkins.plugins.mlcd.record.Verdict;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The checks of a data set: pure decisions on what was seen of it. Files that are cut off are found while reading. */
public final class DatasetChecks {

    private final Map<DatasetLimit, Double> limits = new EnumMap<>(DatasetLimit.class);

    private DatasetChecks() {
        for (DatasetLimit limit : DatasetLimit.values()) {
            limits.put(limit, limit.byDefault());
        }
    }

    /**
     * The default limits with those that {@code chosen} names in their place.
     *
     * @throws IllegalArgumentException when a name or number is no limit
     */
    public static DatasetChecks of(Map<String, ?> chosen) {
        DatasetChecks checks = new DatasetChecks();
        chosen.forEach((word, value) -> checks.limits.put(DatasetLimit.checked(word, value), ((Number) value).doubleValue()));
        return checks;
    }

    double limit(DatasetLimit limit) {
        return limits.get(limit);
    }

    /** What there is to say without a schema is said without one; then those that compare are left out. */
    List<DatasetCheck> judge(DatasetScan scan, Expectation expected) {
        List<DatasetCheck> checks = new ArrayList<>();
        checks.add(parts(scan));
        checks.add(shape(scan));
        checks.add(empty(scan));
        checks.add(invalid(scan));
        checks.add(missing(scan));
        checks.add(sameId(scan));
        checks.add(duplicates(scan));
        checks.add(balance(scan));
        checks.add(leakage(scan));
        expected.schema().ifPresent(schema -> checks.addAll(new SchemaChecks(schema, this).judge(scan)));
        expected.last().flatMap(last -> skew(last, DatasetVersion.of(0, scan))).ifPresent(checks::add);
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

    private static DatasetCheck shape(DatasetScan scan) {
        List<Integer> sizes = scan.data().stream().map(PartScan::values).filter(n -> n != 0).distinct().toList();
        boolean same = sizes.size() <= 1 && !sizes.contains(-1);
        return DatasetCheck.of("shape", same, same
                ? "every sample has " + (sizes.isEmpty() ? 0 : sizes.get(0)) + " values"
                : "samples have different numbers of values: " + sizes);
    }

    private static DatasetCheck empty(DatasetScan scan) {
        List<String> empty = scan.data().stream().filter(part -> part.samples() == 0).map(PartScan::path).toList();
        return DatasetCheck.of("empty", empty.isEmpty(), empty.isEmpty() ? "no part is empty" : "without a labelled sample: " + empty);
    }

    private DatasetCheck invalid(DatasetScan scan) {
        int bad = scan.invalidRows();
        long rows = bad + scan.parts().stream().mapToLong(part -> part.samples() + part.unlabelled()).sum();
        String most = scan.invalid().entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .map(kind -> "; most often, in " + kind.getValue() + " of them, " + kind.getKey())
                .orElse("");
        DatasetCheck check = share(DatasetLimit.INVALID, bad, rows, "rows are no samples");
        return new DatasetCheck(check.name(), check.verdict(), check.message() + most);
    }

    private DatasetCheck missing(DatasetScan scan) {
        long unlabelled = scan.data().stream().mapToLong(PartScan::unlabelled).sum();
        return share(DatasetLimit.MISSING, unlabelled, scan.samples() + unlabelled, "samples have no label");
    }

    private DatasetCheck sameId(DatasetScan scan) {
        DatasetScan own = scan.own();
        long same = own.data().stream().mapToLong(PartScan::sameId).sum();
        return share(DatasetLimit.SAME_ID, same, own.samples(), "samples have the id of an earlier one of their part");
    }

    private DatasetCheck duplicates(DatasetScan scan) {
        long repeated = scan.data().stream().mapToLong(PartScan::repeated).sum();
        return share(DatasetLimit.DUPLICATES, repeated, scan.samples(), "samples repeat another one of their part");
    }

    private DatasetCheck balance(DatasetScan scan) {
        Map<String, Integer> classes = scan.classes();
        int largest = classes.values().stream().mapToInt(Integer::intValue).max().orElse(0);
        int smallest = classes.values().stream().mapToInt(Integer::intValue).min().orElse(0);
        double most = limit(DatasetLimit.IMBALANCE);
        boolean enough = classes.size() >= 2 && largest <= most * smallest;
        return DatasetCheck.of("balance", enough,
                text("%d classes of %d to %d samples (at least 2, at most %.1f times)", classes.size(), smallest, largest, most));
    }

    private DatasetCheck leakage(DatasetScan scan) {
        ContentKeys trained = ContentKeys.union(scan.data().stream().filter(part -> part.role().equals("train")).map(PartScan::keys).toList());
        List<PartScan> tests = scan.data().stream().filter(part -> part.role().equals("test")).toList();
        long tested = tests.stream().mapToLong(part -> part.keys().size()).sum();
        long fresh = tests.stream().mapToLong(part -> part.keys().without(trained)).sum();
        return share(DatasetLimit.LEAKAGE, tested - fresh, tested, "distinct test samples are in a train part as well");
    }

    /** Empty when the two have nothing in common that could be compared. */
    private Optional<DatasetCheck> skew(DatasetVersion last, DatasetVersion now) {
        double limit = limit(DatasetLimit.SKEW);
        String since = " since " + last.dataVersion().substring(0, Math.min(15, last.dataVersion().length())) + " of build " + last.build();
        if (last.dataVersion().equals(now.dataVersion())) {
            return Optional.of(DatasetCheck.of("skew", true, "the data did not change" + since));
        }
        List<Skew> skews = Skew.between(last, now);
        List<Skew> beyond = skews.stream().filter(skew -> skew.exceeds(limit)).toList();
        return skews.stream().findFirst().map(first -> {
            Skew largest = beyond.isEmpty() ? first : beyond.get(0);
            return DatasetCheck.of("skew", beyond.isEmpty(), text("%s moved most%s: distance %.3f, p = %.3g (%d of %d things moved by more than %.2f)",
                    largest.what(), since, largest.distance(), largest.pValue(), beyond.size(), skews.size(), limit));
        });
    }

    DatasetCheck share(DatasetLimit limit, long some, long all, String what) {
        boolean pass = some <= limit(limit) * all;
        return DatasetCheck.of(limit.word(), pass, text("%d of %d %s (at most %.1f%%)", some, all, what, 100 * limit(limit)));
    }

    static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
