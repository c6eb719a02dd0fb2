package io.jenkins.plugins.mlcd.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.mlcd.record.JobLayout;
import io.jenkins.plugins.mlcd.record.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A schema is inferred once, checked then, and changed only when it is accepted. */
class DatasetGateTest {

    @TempDir
    Path root;

    private DatasetHistory history;

    @BeforeEach
    void open() {
        history = new DatasetHistory(new JobLayout(root.resolve("job")), "d", InstantSource.fixed(Instant.EPOCH));
    }

    /** Rows with a flag, and a number around {@code centre}. */
    private void data(long seed, int rows, double centre, int classes, String flag) throws IOException {
        Random random = new Random(seed);
        StringBuilder text = new StringBuilder("id,label,x0,x1\n");
        for (int i = 0; i < rows; i++) {
            String first = flag.isEmpty() ? Integer.toString(random.nextInt(2)) : flag;
            double second = Math.min(1, Math.max(0, centre + 0.1 * random.nextGaussian()));
            text.append(String.format(Locale.ROOT, "r%d,%d,%s,%.6f%n", i, i % classes, first, second));
        }
        Files.writeString(Files.createDirectories(root.resolve("data/train")).resolve("data.csv"), text.toString().replace("\r", ""));
    }

    private String failed(int build, SchemaMode mode, Map<String, ?> limits) throws IOException {
        DatasetGate gate = new DatasetGate(history, build, DatasetChecks.of(limits), mode);
        DatasetScan scan = DatasetScan.of(root.resolve("data"), gate.ranges(), root.resolve("bad.csv"));
        List<DatasetCheck> checks = gate.judge(scan);
        gate.conclude(scan, checks);
        return checks.stream().filter(c -> c.verdict() != Verdict.PASS).map(DatasetCheck::name).collect(Collectors.joining(" "));
    }

    private String failed(int build, SchemaMode mode) throws IOException {
        return failed(build, mode, Map.of("duplicates", 1));
    }

    @Test
    void theFirstDataGivesTheSchemaAndTheSameKindOfDataPasses() throws IOException {
        data(1, 400, 0.5, 3, "");
        assertThat(failed(1, SchemaMode.INFER)).isEmpty();
        DataSchema first = history.schema().orElseThrow();
        assertThat(first.number()).isEqualTo(1);
        assertThat(first.values()).isEqualTo(2);
        assertThat(first.classes()).containsExactlyInAnyOrder("0", "1", "2");
        data(2, 400, 0.5, 3, "");
        assertThat(failed(2, SchemaMode.INFER)).isEmpty();
        assertThat(failed(3, SchemaMode.CHECK)).isEmpty();
        assertThat(history.schema()).hasValueSatisfying(schema -> assertThat(schema.agrees(first)).isTrue());
    }

    @Test
    void aNewClassFailsUntilItIsAccepted() throws IOException {
        data(1, 400, 0.5, 3, "");
        failed(1, SchemaMode.INFER);
        data(1, 400, 0.5, 4, "");
        assertThat(failed(2, SchemaMode.INFER)).isEqualTo("classes");
        assertThat(failed(3, SchemaMode.INFER)).as("seeing it again does not make it right").isEqualTo("classes");
        assertThat(failed(4, SchemaMode.ACCEPT)).isEmpty();
        assertThat(history.schema().orElseThrow().number()).isEqualTo(2);
        assertThat(failed(5, SchemaMode.INFER)).isEmpty();
        data(1, 400, 0.5, 3, "");
        assertThat(failed(6, SchemaMode.INFER)).as("a class that vanished").isEqualTo("classes");
    }

    @Test
    void aFlagThatBecomesANumberAndValuesOutOfRangeFail() throws IOException {
        data(1, 400, 0.5, 3, "");
        failed(1, SchemaMode.INFER);
        data(1, 400, 0.5, 3, "0.5");
        assertThat(failed(2, SchemaMode.INFER)).contains("type");
        data(1, 400, 0.99, 3, "");
        assertThat(failed(3, SchemaMode.INFER)).isEqualTo("range skew");
    }

    @Test
    void aShiftIsFoundByTestAndByDistance() throws IOException {
        data(1, 2000, 0.5, 3, "");
        failed(1, SchemaMode.INFER);
        data(2, 2000, 0.51, 3, "");
        assertThat(failed(2, SchemaMode.INFER)).as("small").isEmpty();
        data(3, 2000, 0.59, 3, "");
        assertThat(failed(3, SchemaMode.INFER)).isEqualTo("skew");
        assertThat(failed(3, SchemaMode.INFER, Map.of("skew", 0.5, "duplicates", 1))).isEmpty();
        assertThat(failed(4, SchemaMode.INFER)).as("the same data again").isEmpty();
    }

    @Test
    void smallSamplesRaiseNoFalseAlarm() throws IOException {
        int alarms = 0;
        for (int i = 0; i < 60; i++) {
            history = new DatasetHistory(new JobLayout(root.resolve("job" + i)), "d", InstantSource.fixed(Instant.EPOCH));
            data(2 * i, 30, 0.5, 2, "");
            failed(1, SchemaMode.INFER);
            data(2 * i + 1, 30, 0.5, 2, "");
            alarms += failed(2, SchemaMode.INFER, Map.of("duplicates", 1, "range", 1)).contains("skew") ? 1 : 0;
        }
        assertThat(alarms).as("of 60 at a level of 1%%").isLessThanOrEqualTo(3);
    }

    @Test
    void aDataSetThatFailsLeavesNoTrace() throws IOException {
        data(1, 400, 0.5, 1, "");
        assertThat(failed(1, SchemaMode.INFER)).isEqualTo("balance");
        assertThat(history.schema()).isEmpty();
    }

    @Test
    void checkingNeedsASchema() throws IOException {
        data(1, 400, 0.5, 3, "");
        assertThatThrownBy(() -> failed(1, SchemaMode.CHECK)).hasMessageContaining("has no schema yet");
        assertThatThrownBy(() -> SchemaMode.of("maybe")).hasMessage("schema 'maybe' is none of infer, check, accept");
    }

    @Test
    void doneAgainInTheSameBuildItComparesWithTheBuildBefore() throws IOException {
        data(1, 2000, 0.5, 3, "");
        failed(1, SchemaMode.INFER);
        data(3, 2000, 0.59, 3, "");
        assertThat(failed(2, SchemaMode.INFER, Map.of("skew", 0.5, "duplicates", 1))).isEmpty();
        assertThat(failed(2, SchemaMode.INFER)).as("not with its own first try").isEqualTo("skew");
    }
}
