package io.jenkins.plugins.mlcd.dataset;

import io.jenkins.plugins.mlcd.dataset.DatasetHistory.Expectation;
import io.jenkins.plugins.mlcd.record.Verdict;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Judges a data set for one build against its history, and extends the history by what passed. */
public final class DatasetGate {

    private final DatasetHistory history;
    private final int build;
    private final DatasetChecks checks;
    private final SchemaMode mode;

    public DatasetGate(DatasetHistory history, int build, DatasetChecks checks, SchemaMode mode) {
        this.history = history;
        this.build = build;
        this.checks = checks;
        this.mode = mode;
    }

    /**
     * The ranges that the scan has to count by; empty when there is no schema to check against.
     *
     * @throws IllegalArgumentException when there has to be a schema and is none
     */
    public Optional<ColumnRanges> ranges() throws IOException {
        Optional<DataSchema> schema = history.schema();
        if (mode == SchemaMode.CHECK && schema.isEmpty()) {
            throw new IllegalArgumentException("the data set has no schema yet; run once with schema: 'infer'");
        }
        return mode == SchemaMode.ACCEPT ? Optional.empty() : schema.map(DataSchema::ranges);
    }

    public List<DatasetCheck> judge(DatasetScan scan) throws IOException {
        return checks.judge(scan, mode == SchemaMode.ACCEPT ? Expectation.NOTHING : history.before(build));
    }

    /**
     * Takes a data set that passed into the history.
     *
     * @return the schema in force now; empty when it failed and there was none
     */
    public Optional<DataSchema> conclude(DatasetScan scan, List<DatasetCheck> judged) throws IOException {
        Optional<DataSchema> before = history.schema();
        if (DatasetChecks.verdict(judged) != Verdict.PASS) {
            return before;
        }
        history.add(DatasetVersion.of(build, scan));
        Optional<DataSchema> seen = DataSchema.infer(1, build, scan);
        return seen.isPresent() && (mode == SchemaMode.ACCEPT || before.isEmpty())
                ? Optional.of(history.accept(seen.get(), mode == SchemaMode.ACCEPT ? "accepted" : "inferred"))
                : before;
    }
}
