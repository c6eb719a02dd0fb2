package io.jenkins.plugins.mlcd.agent.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExampleDigitsTest {

    private static final Path DIGITS = Path.of("examples/data/digits");

    @ParameterizedTest
    @CsvSource({
        "old/train, 5500, 0", "old/test, 1500, 0", "new/train, 700, 0", "new/test, 300, 0",
        "production, 1000, 0", "drifted/replay, 1600, 200", "drifted/test, 600, 0"
    })
    void holdsWhatItsReadmeSays(String name, int samples, int noDigits) throws IOException {
        Part part = Part.read(DIGITS.resolve(name), name);

        assertThat(part.size()).isEqualTo(samples);
        assertThat(part.size() - part.labelled().size()).isEqualTo(noDigits);
        assertThat(part.shape()).isEqualTo(InputShape.image(28, 28, 1));
        Map<String, Long> perClass = part.labelled().samples().stream()
                .collect(Collectors.groupingBy(sample -> sample.label().orElseThrow(), Collectors.counting()));
        assertThat(perClass).hasSize(10);
        assertThat(perClass.values()).allSatisfy(count -> assertThat(count / (double) part.labelled().size()).isBetween(0.05, 0.15));
    }

    @Test
    void hasNoDigitInTwoParts() throws IOException {
        Map<String, String> seen = new HashMap<>();
        for (String name : List.of("old/train", "old/test", "new/train", "new/test", "production", "drifted/replay", "drifted/test")) {
            for (Part.Sample sample : Part.read(DIGITS.resolve(name), name).samples()) {
                String before = seen.put(HexFormat.of().formatHex(ContentHash.of(sample.input())), sample.id());
                assertThat(before).as("the same image as %s", sample.id()).isNull();
            }
        }
    }

    @Test
    void hasTheChecksumsThatAreWrittenDown() throws IOException {
        Set<String> files = new HashSet<>();
        for (String line : Files.readAllLines(DIGITS.resolve("SHA256SUMS"))) {
            String[] words = line.split("\\s+");
            byte[] content = Files.readAllBytes(DIGITS.resolve(words[1]));
            assertThat(HexFormat.of().formatHex(ContentHash.sha256().digest(content))).as(words[1]).isEqualTo(words[0]);
            files.add(words[1]);
        }
        assertThat(files).hasSize(14);
    }

    @Test
    void holdsOutOneSampleInSevenAndTheSameOnesAsTheDataGrows() throws IOException {
        Part old = Part.read(DIGITS.resolve("old/train"), "old/train");
        Part all = DataSet.forTraining(DIGITS);

        Split ofOld = Split.of(old);
        Split ofAll = Split.of(all);

        assertThat(ofOld.heldOut().size() / (double) old.size()).isBetween(0.13, 0.17);
        assertThat(ofOld.learn().size() + ofOld.heldOut().size()).isEqualTo(old.size());
        Set<String> heldOut = ofAll.heldOut().samples().stream().map(Part.Sample::id).collect(Collectors.toSet());
        assertThat(heldOut).containsAll(ofOld.heldOut().samples().stream().map(Part.Sample::id).toList());
        assertThat(all.size()).isEqualTo(6200);
    }

    @Test
    void readsAllTestPartsBelowADirectoryAndOnePartByItself() throws IOException {
        assertThat(DataSet.forEvaluation(DIGITS).size()).isEqualTo(1500 + 300 + 600);
        assertThat(DataSet.forEvaluation(DIGITS.resolve("old")).size()).isEqualTo(1500);
        Part production = DataSet.forEvaluation(DIGITS.resolve("production"));
        assertThat(production.get(17).id()).isEqualTo("digits/production/17");
        assertThat(production.get(17).label()).isNotEqualTo(Optional.empty());
    }
}
