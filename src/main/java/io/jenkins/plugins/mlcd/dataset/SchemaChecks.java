package io.jenkins.plugins.mlcd.dataset;

import io.jenkins.plugins.mlcd.record.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Whether a data set is still what its schema says. A change is accepted explicitly, never by seeing it again. */
final class SchemaChecks {

    private static final String REMEDY = "; if that is meant, run once with schema: 'accept'";

    private final DataSchema schema;
    private final DatasetChecks limits;

    SchemaChecks(DataSchema schema, DatasetChecks limits) {
        this.schema = schema;
        this.limits = limits;
    }

    List<DatasetCheck> judge(DatasetScan scan) {
        List<DatasetCheck> checks = new ArrayList<>(List.of(schema(scan), classes(scan.classes().keySet())));
        if (scan.own().samples() > 0) {
            checks.add(type(scan));
            checks.add(range(scan));
        }
        return checks;
    }

    private DatasetCheck schema(DatasetScan scan) {
        Optional<ValueProfile> profile = scan.profile();
        int values = profile.map(ValueProfile::columns).orElse(0);
        boolean same = values == schema.values();
        return DatasetCheck.of("schema", same, "schema " + schema.number() + " has " + schema.values() + " values a sample"
                + (same ? "" : ", but there are " + values + REMEDY));
    }

    private DatasetCheck classes(Set<String> found) {
        Set<String> unknown = schema.unknown(found);
        Set<String> vanished = schema.vanished(found);
        String what = (unknown.isEmpty() ? "" : ", new are " + shortened(unknown)) + (vanished.isEmpty() ? "" : ", missing are " + shortened(vanished));
        return DatasetCheck.of("classes", what.isEmpty(),
                "schema " + schema.number() + " has " + schema.classes().size() + " classes" + (what.isEmpty() ? "" : what + REMEDY));
    }

    private static String shortened(Set<String> names) {
        return names.size() <= 5 ? names.toString() : names.stream().limit(5).toList() + " and " + (names.size() - 5) + " more";
    }

    private DatasetCheck type(DatasetScan scan) {
        return comparable(scan.own())
                .map(profile -> limits.share(DatasetLimit.TYPE, schema.ranges().regraded(profile.ranges()), schema.values(),
                        "columns hold numbers where the schema has flags"))
                .orElseGet(() -> unlike("type"));
    }

    private DatasetCheck range(DatasetScan scan) {
        DatasetScan own = scan.own();
        long outside = own.data().stream().mapToLong(PartScan::outside).sum();
        return comparable(own)
                .map(profile -> limits.share(DatasetLimit.RANGE, outside, (long) own.samples() * schema.values(),
                        "values are outside of their column's range"))
                .orElseGet(() -> unlike("range"));
    }

    private Optional<ValueProfile> comparable(DatasetScan scan) {
        return scan.profile().filter(profile -> profile.columns() == schema.values());
    }

    private static DatasetCheck unlike(String name) {
        return new DatasetCheck(name, Verdict.INCONCLUSIVE, "there are no values that could be compared with the schema");
    }
}
