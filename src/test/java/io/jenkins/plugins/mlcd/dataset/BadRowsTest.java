package io.jenkins.plugins.mlcd.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.mlcd.record.Verdict;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rows that are no samples are set aside with their reason, and nothing else is. */
class BadRowsTest {

    private static final String HEADER = "id,label,x0,x1\n";

    @TempDir
    Path root;

    private Path file(byte[] content) throws IOException {
        return Files.write(Files.createDirectories(root.resolve("data/train")).resolve("data.csv"), content);
    }

    private Path rows(String... rows) throws IOException {
        return file((HEADER + String.join("\n", rows) + "\n").getBytes(StandardCharsets.UTF_8));
    }

    private DatasetScan scan() throws IOException {
        return DatasetScan.of(root.resolve("data"), Optional.empty(), root.resolve("bad.csv"));
    }

    private List<String> quarantined() throws IOException {
        return Files.readAllLines(root.resolve("bad.csv"));
    }

    private Verdict verdict(String check, Map<String, ?> limits) throws IOException {
        return DatasetChecks.of(limits).judge(scan(), DatasetHistory.Expectation.NOTHING).stream()
                .filter(c -> c.name().equals(check)).findFirst().orElseThrow().verdict();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "b,1,0.2|has 3 fields, but the header has 4",
        "b,1,0.2,0.3,0.4|has 5 fields, but the header has 4",
        "b,1,0.2,NaN|x1 must be a number from 0 to 1, but is 'NaN'",
        "b,1,Infinity,0|x0 must be a number from 0 to 1, but is 'Infinity'",
        "b,1,-Infinity,0|x0 must be a number from 0 to 1, but is '-Infinity'",
        "b,1,1e99,0|x0 must be a number from 0 to 1, but is '1e99'",
        "b,1,-0.1,0|x0 must be a number from 0 to 1, but is '-0.1'",
        "b,1,,0|x0 must be a number from 0 to 1, but is ''",
        "b,1,zero,0|x0 must be a number from 0 to 1, but is 'zero'"})
    void aBadRowIsSetAsideWithItsLineAndReason(String row, String reason) throws IOException {
        rows("a,0,0,1", row, "c,1,1,0");
        DatasetScan scan = scan();
        assertThat(scan.samples()).isEqualTo(2);
        assertThat(scan.invalidRows()).isEqualTo(1);
        assertThat(quarantined()).containsExactly(
                "file,line,reason,row", "\"train/data.csv\",\"3\",\"" + reason + "\",\"" + row + "\"");
        assertThat(verdict("invalid", Map.of())).isEqualTo(Verdict.FAIL);
        assertThat(verdict("invalid", Map.of("invalid", 0.5))).isEqualTo(Verdict.PASS);
    }

    @Test
    void aLineThatIsNoUtf8IsSetAside() throws IOException {
        file("id,label,x0,x1\na,0,0,1\nb\u00e4,1,1,1\nc,1,1,0\n".getBytes(StandardCharsets.ISO_8859_1));
        assertThat(scan().samples()).isEqualTo(2);
        assertThat(quarantined().get(1)).contains("\"3\",\"is no UTF-8 text\"");
    }

    @Test
    void aHugeLineIsPassedOverInBoundedMemory() throws IOException {
        Path file = file((HEADER + "a,0,0,1\n").getBytes(StandardCharsets.UTF_8));
        try (OutputStream out = Files.newOutputStream(file, StandardOpenOption.APPEND)) {
            byte[] block = new byte[1 << 20];
            Arrays.fill(block, (byte) '1');
            for (int i = 0; i < 32; i++) {
                out.write(block);
            }
            out.write("\nc,1,1,0\n".getBytes(StandardCharsets.UTF_8));
        }
        assertThat(scan().samples()).isEqualTo(2);
        assertThat(quarantined().get(1)).contains("\"3\",\"has 33554432 bytes, more than 4194304\"").hasSizeLessThan(1200);
    }

    @Test
    void aColumnThatIsMissingEverywhereIsNamed() throws IOException {
        rows("a,0,0,", "b,1,0.5,", "c,1,1,");
        assertThat(scan().invalid()).containsExactly(Map.entry("x1 is missing", 3));
        assertThat(verdict("empty", Map.of("invalid", 1))).isEqualTo(Verdict.FAIL);
    }

    @Test
    void anEmptyFileAndOneWithoutRowsHoldNoSample() throws IOException {
        file(new byte[0]);
        assertThat(verdict("empty", Map.of())).isEqualTo(Verdict.FAIL);
        rows();
        assertThat(verdict("empty", Map.of())).isEqualTo(Verdict.FAIL);
        rows("a,0,0,1");
        assertThat(verdict("empty", Map.of())).isEqualTo(Verdict.PASS);
        assertThat(verdict("balance", Map.of())).as("one row has one class").isEqualTo(Verdict.FAIL);
    }

    @Test
    void aFileWithoutAHeaderIsNoTable() throws IOException {
        file("a,0,0,1\n".getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(this::scan).hasMessageContaining("must begin with a header");
    }

    @Test
    void labelsThatAreNoClassesAreRefused() throws IOException {
        String[] rows = new String[10_001];
        Arrays.setAll(rows, i -> "r" + i + "," + i * 0.5 + ",0,1");
        rows(rows);
        assertThatThrownBy(this::scan).hasMessageContaining("has more than 10000 labels").hasMessageContaining("labels are classes");
    }

    @Test
    void findsIdsThatStandTwice() throws IOException {
        rows("a,0,0,1", "a,1,1,1", "b,1,1,0");
        assertThat(verdict("sameId", Map.of())).isEqualTo(Verdict.FAIL);
        assertThat(verdict("sameId", Map.of("sameId", 0.4))).isEqualTo(Verdict.PASS);
    }

    @Test
    void samplesWithoutALabelAreLimited() throws IOException {
        rows("a,0,0,1", "b,1,1,1", "c,,1,0");
        assertThat(verdict("missing", Map.of())).isEqualTo(Verdict.FAIL);
        assertThat(verdict("missing", Map.of("missing", 0.34))).isEqualTo(Verdict.PASS);
    }

    @Test
    void cleaningTakesOutBadRowsOnlyAndKeepsTheVersion() throws IOException {
        Path file = rows("a,0,0,1", "b,1,2,1", "c,1,1,0");
        String version = scan().version();
        Cleaning.of(root.resolve("data"));
        assertThat(Files.readString(file)).isEqualTo(HEADER + "a,0,0,1\nc,1,1,0\n");
        assertThat(scan().version()).isEqualTo(version);
        assertThat(root.resolve("bad.csv")).as("nothing to set aside any more").doesNotExist();
        long time = Files.getLastModifiedTime(file).toMillis();
        Cleaning.of(root.resolve("data"));
        assertThat(Files.getLastModifiedTime(file).toMillis()).as("left alone").isEqualTo(time);
    }

    @Test
    void theListIsCutButTheCountIsNot() throws IOException {
        String[] rows = new String[Quarantine.MAX_ROWS + 5];
        Arrays.fill(rows, "a");
        rows(rows);
        assertThat(scan().invalidRows()).isEqualTo(Quarantine.MAX_ROWS + 5);
        assertThat(quarantined()).hasSize(1 + Quarantine.MAX_ROWS + 1).last().asString().contains("5 more rows are not listed");
    }
}
