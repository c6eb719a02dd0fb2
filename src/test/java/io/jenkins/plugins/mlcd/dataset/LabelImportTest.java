package io.jenkins.plugins.mlcd.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabelImportTest {

    @TempDir
    Path root;

    private static float[] values(int sample) {
        return new float[] {sample / 255f, (sample * 7 % 256) / 255f, 1};
    }

    private static LabelledRow row(int sample, String label, String source) {
        String content = new CaptureRow("", "", "", "", 0, "", Map.of(), values(sample)).content();
        return new LabelledRow(content, "r" + sample, "2026-01-01T00:00:00Z", "m:1", "a", 0.5, label, values(sample), source, "alice bob", "2026-01-02T00:00:00Z");
    }

    private static List<LabelledRow> rows(int from, int to) {
        List<LabelledRow> rows = new ArrayList<>();
        for (int i = from; i < to; i++) {
            rows.add(row(i, i % 2 == 0 ? "a" : "b", i % 3 == 0 ? "agreement" : "person"));
        }
        return rows;
    }

    @BeforeEach
    void dataSet() throws IOException {
        StringBuilder train = new StringBuilder("label,x0,x1,x2\n");
        for (int i = 0; i < 10; i++) {
            float[] values = values(i);
            train.append("a,").append(values[0]).append(',').append(values[1]).append(",1\n");
        }
        Files.writeString(Files.createDirectories(root.resolve("train")).resolve("data.csv"), train);
    }

    private List<String> provenance() throws IOException {
        return Files.readAllLines(root.resolve(LabelImport.PROVENANCE));
    }

    @Test
    void takesEachContentOnceAndSaysWhereItsLabelCameFrom() throws IOException {
        LabelImport taken = LabelImport.into(root, rows(5, 105));
        assertThat(taken.settled()).isEqualTo(100);
        assertThat(taken.known()).as("in train already").isEqualTo(5);
        assertThat(taken.train() + taken.test()).isEqualTo(95);
        assertThat(taken.test()).isBetween(8, 32);
        assertThat(taken.sources()).containsEntry("agreement", 31).containsEntry("person", 64);
        assertThat(provenance()).hasSize(96).contains("labelled/" + (CaptureImport.forTesting(new Sample(bytes(6 + 5), "").digest()) ? "test" : "train") + "," + row(11, "b", "person").content()
                + ",b,person,alice bob,2026-01-02T00:00:00Z,m:1");
        DatasetScan scan = DatasetScan.of(root, Optional.empty(), root.resolve("bad.csv"));
        assertThat(scan.samples()).isEqualTo(105);
        assertThat(scan.keys().size()).as("each content is that which was hashed").isEqualTo(105);
        assertThat(scan.own().samples()).as("what production sends may differ").isEqualTo(10);
    }

    private static byte[] bytes(int sample) {
        return new CaptureRow("", "", "", "", 0, "", Map.of(), values(sample)).bytes();
    }

    @Test
    void noSampleEverMovesBetweenTrainingAndTesting() throws IOException {
        LabelImport.into(root, rows(10, 60));
        List<String> before = provenance();
        LabelImport.into(root, Stream.concat(rows(60, 200).stream(), rows(10, 60).stream()).toList());
        assertThat(provenance()).containsAll(before);
    }

    @Test
    void aLabelThatWasTakenBackIsGone() throws IOException {
        LabelImport.into(root, rows(10, 60));
        LabelImport again = LabelImport.into(root, rows(10, 11));
        assertThat(again.train() + again.test()).isEqualTo(1);
        assertThat(DatasetScan.of(root, Optional.empty(), root.resolve("bad.csv")).samples()).isEqualTo(11);
        LabelImport.into(root, List.of());
        try (Stream<Path> files = Files.walk(root.resolve("labelled"))) {
            assertThat(files.filter(Files::isRegularFile)).containsExactly(root.resolve(LabelImport.PROVENANCE));
        }
    }

    @Test
    void whatCameBackByItselfGoesBeforeWhatPeopleSay() throws IOException {
        StringBuilder capture = new StringBuilder(LabelledRow.header(3)).append('\n');
        for (int i = 50; i < 70; i++) {
            capture.append(row(i, "b", "feedback").line()).append('\n');
        }
        CaptureImport.into(root, Files.writeString(root.resolve("capture.csv"), capture));
        LabelImport taken = LabelImport.into(root, rows(60, 80));
        assertThat(taken.known()).isEqualTo(10);
        assertThat(taken.sources()).containsEntry("feedback", 20);
        assertThat(provenance()).filteredOn(line -> line.startsWith("captured/")).hasSize(20).allSatisfy(line -> assertThat(line).contains(",b,feedback,,"));
    }
}
