package io.jenkins.plugins.mlcd.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.mlcd.record.BuildLayout;
import io.jenkins.plugins.mlcd.record.Verdict;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatasetTest {

    @TempDir
    Path root;

    /** Images of 2 x 2 pixels, each of one byte value, with labels. */
    private void idx(String part, int[] pixels, int[] labels) throws IOException {
        Path directory = Files.createDirectories(root.resolve(part));
        try (var out = new DataOutputStream(new GZIPOutputStream(Files.newOutputStream(directory.resolve(IdxReader.IMAGES))))) {
            out.writeInt(0x0803);
            out.writeInt(pixels.length);
            out.writeInt(2);
            out.writeInt(2);
            for (int pixel : pixels) {
                out.write(new byte[] {(byte) pixel, 0, 0, (byte) pixel});
            }
        }
        try (var out = new DataOutputStream(new GZIPOutputStream(Files.newOutputStream(directory.resolve(IdxReader.LABELS))))) {
            out.writeInt(0x0801);
            out.writeInt(labels.length);
            for (int label : labels) {
                out.write(label);
            }
        }
    }

    private Path csv(String part, String... rows) throws IOException {
        Path file = Files.createDirectories(root.resolve(part)).resolve("data.csv");
        return Files.writeString(file, "id,label,x0,x1,x2,x3\n" + String.join("\n", rows) + "\n");
    }

    private DatasetScan scan() throws IOException {
        return DatasetScan.of(root, Optional.empty(), quarantine());
    }

    private Path quarantine() {
        return root.resolve("quarantine.csv");
    }

    private List<DatasetCheck> judge() throws IOException {
        return DatasetChecks.of(Map.of()).judge(scan(), DatasetHistory.Expectation.NOTHING);
    }

    private Verdict verdict(String check) throws IOException {
        return judge().stream().filter(c -> c.name().equals(check)).findFirst().orElseThrow().verdict();
    }

    @Test
    void theSameSampleHasTheSameHashInBothForms() throws IOException {
        idx("a/train", new int[] {51, 102}, new int[] {1, 2});
        csv("b/train", "r1,1,0.2,0,0,0.2", "r2,2,0.4,0,0,0.4");
        DatasetScan scan = scan();
        assertThat(scan.parts()).extracting(PartScan::sha256).containsOnly(scan.parts().get(0).sha256()).hasSize(2);
        assertThat(scan.parts().get(0).keys()).isEqualTo(scan.parts().get(1).keys());
    }

    @Test
    void theVersionDependsOnContentAndNotOnOrder() throws IOException {
        csv("train", "r1,1,0.2,0,0,0.2", "r2,2,0.4,0,0,0.4");
        String version = scan().version();
        csv("train", "x,2,0.4,0,0,0.4", "y,1,0.2,0,0,0.2");
        assertThat(scan().version()).isEqualTo(version);
        csv("train", "x,1,0.4,0,0,0.4", "y,1,0.2,0,0,0.2");
        assertThat(scan().version()).as("another label").isNotEqualTo(version);
    }

    @Test
    void onlyTrainAndTestPartsCount() throws IOException {
        idx("old/train", new int[] {1, 2, 3}, new int[] {0, 1, 255});
        idx("old/test", new int[] {4}, new int[] {0});
        idx("production", new int[] {9, 8, 7}, new int[] {0, 0, 0});
        DatasetScan scan = scan();
        assertThat(scan.samples()).isEqualTo(3);
        assertThat(scan.parts()).extracting(PartScan::path).containsExactly("old/test", "old/train", "production");
        assertThat(scan.parts().get(1).unlabelled()).isEqualTo(1);
        assertThat(scan.classes()).containsExactly(Map.entry("0", 2), Map.entry("1", 1));
    }

    @Test
    void countsWhatIsNew() throws IOException {
        idx("train", new int[] {1, 2, 3}, new int[] {0, 1, 0});
        ContentKeys known = scan().keys();
        idx("train", new int[] {1, 2, 3, 4, 4}, new int[] {0, 1, 0, 1, 1});
        assertThat(scan().keys().without(known)).isEqualTo(1);
        assertThat(scan().keys().without(ContentKeys.NONE)).isEqualTo(4);
    }

    @Test
    void findsWhatIsWrong() throws IOException {
        idx("train", new int[] {1, 2, 3, 4}, new int[] {0, 1, 0, 1});
        idx("test", new int[] {5}, new int[] {0});
        assertThat(DatasetChecks.verdict(judge())).isEqualTo(Verdict.PASS);

        idx("test", new int[] {4}, new int[] {1});
        assertThat(verdict("leakage")).isEqualTo(Verdict.FAIL);
        idx("test", new int[] {6, 6, 6}, new int[] {1, 1, 1});
        assertThat(verdict("duplicates")).isEqualTo(Verdict.FAIL);
        idx("test", new int[] {6}, new int[] {255});
        assertThat(verdict("empty")).isEqualTo(Verdict.FAIL);
        idx("train", new int[] {1, 2}, new int[] {0, 0});
        assertThat(verdict("balance")).isEqualTo(Verdict.FAIL);
        Files.writeString(Files.createDirectories(root.resolve("x/train")).resolve("data.csv"), "label,x0\n1,0.5\n");
        assertThat(verdict("shape")).isEqualTo(Verdict.FAIL);
    }

    @Test
    void aDataSetWithoutATrainPartFails() throws IOException {
        idx("test", new int[] {1, 2}, new int[] {0, 1});
        assertThat(verdict("parts")).isEqualTo(Verdict.FAIL);
    }

    @Test
    void saysInOneLineWhatCannotBeRead() throws IOException {
        assertThatThrownBy(() -> DatasetScan.of(root.resolve("none"), Optional.empty(), quarantine())).hasMessageContaining("no directory with a data set");
        assertThatThrownBy(this::scan).hasMessageContaining("holds no part");
        idx("train", new int[] {1, 2}, new int[] {0, 1});
        Path images = root.resolve("train").resolve(IdxReader.IMAGES);
        byte[] whole = Files.readAllBytes(images);
        for (int length = 0; length < whole.length; length++) {
            Files.write(images, Arrays.copyOf(whole, length));
            assertThatThrownBy(this::scan).isInstanceOf(IOException.class).hasMessageContaining("train").hasMessageNotContaining("\n");
        }
        Files.write(images, whole);
        idx("train", new int[] {1, 2}, new int[] {0});
        assertThatThrownBy(this::scan).hasMessageContaining("2 images but 1 labels");
    }

    @Test
    void refusesUnknownLimits() {
        assertThat(DatasetChecks.of(Map.of("imbalance", 3)).limit(DatasetLimit.IMBALANCE)).isEqualTo(3);
        assertThat(DatasetChecks.of(Map.of()).limit(DatasetLimit.IMBALANCE)).isEqualTo(10);
        assertThatThrownBy(() -> DatasetChecks.of(Map.of("size", 3))).hasMessageContaining("check 'size: 3' is none of duplicates, ");
        assertThatThrownBy(() -> DatasetChecks.of(Map.of("leakage", 2))).hasMessageContaining("from 0 to 1");
        assertThatThrownBy(() -> DatasetChecks.of(Map.of("imbalance", 0.5))).hasMessageContaining("at least 1");
    }

    private Path capture(int first, int last) throws IOException {
        StringBuilder rows = new StringBuilder("id,at,model,prediction,confidence,label,x0,x1,x2,x3\n");
        for (int i = first; i < last; i++) {
            String label = i % 10 == 9 ? "" : Integer.toString(i % 2);
            rows.append("r").append(i).append(",2026,m:1,0,0.9,").append(label).append(',').append(i / 255.0).append(",0,0,1\n");
        }
        return Files.writeString(root.resolve("capture.csv"), rows);
    }

    @Test
    void takesLabelledCaptureOnceAndSplitsItByContent() throws IOException {
        csv("old/train", "r1,1,0,0,0,1", "r2,0,1,1,1,1");
        assertThat(CaptureImport.into(root, capture(0, 100))).isEqualTo(new CaptureImport(89, 1, 10));
        assertThat(CaptureImport.into(root, capture(0, 100))).isEqualTo(new CaptureImport(0, 90, 10));
        assertThat(CaptureImport.into(root, capture(50, 200))).isEqualTo(new CaptureImport(90, 45, 15));

        DatasetScan scan = scan();
        assertThat(scan.samples()).isEqualTo(2 + 89 + 90);
        int test = scan.parts().stream().filter(part -> part.path().equals("captured/test")).findFirst().orElseThrow().samples();
        assertThat(test).isBetween(20, 52);
        assertThat(DatasetChecks.verdict(judge())).isEqualTo(Verdict.PASS);
        try (var files = Files.list(root.resolve("captured/train"))) {
            assertThat(files.map(file -> file.getFileName().toString())).containsExactly("data.csv");
        }
    }

    @Test
    void anEmptyCaptureLeavesNothing() throws IOException {
        assertThat(CaptureImport.into(root, Files.writeString(root.resolve("capture.csv"), ""))).isEqualTo(new CaptureImport(0, 0, 0));
        assertThat(root.resolve("captured/train")).doesNotExist();
    }

    @Test
    void recordsTheDataAndItsHashes() throws IOException {
        idx("train", new int[] {1, 2, 3, 4}, new int[] {0, 1, 0, 1});
        BuildLayout layout = new BuildLayout(root.resolve("build"));
        DatasetScan scan = scan();
        ObjectNode node = DatasetRecord.write(layout, "digits", "data", scan, ContentKeys.NONE, judge(),
                Optional.of(new CaptureImport(1, 2, 3)), Optional.empty(), Optional.empty());
        assertThat(node.path("verdict").asText()).isEqualTo("PASS");
        assertThat(node.path("dataVersion").asText()).startsWith("sha256:").hasSize(71);
        assertThat(node.path("newSamples").asInt()).isEqualTo(4);
        assertThat(node.path("checks")).hasSize(9);
        assertThat(node.path("captured").path("unlabelled").asInt()).isEqualTo(3);
        assertThat(DatasetRecord.contents(layout, "digits")).isEqualTo(scan.keys());
        assertThat(Files.size(layout.samples("digits"))).as("eight bytes a content").isEqualTo(8 + 4 * 8);
        assertThat(DatasetRecord.contents(layout, "other")).isEqualTo(ContentKeys.NONE);
        assertThat(List.of(Files.exists(layout.dataset()))).containsExactly(true);
    }
}
