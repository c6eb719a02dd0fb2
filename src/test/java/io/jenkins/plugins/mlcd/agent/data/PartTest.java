package io.jenkins.plugins.mlcd.agent.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PartTest {

    @TempDir
    Path directory;

    @Test
    void readsAgainWhatWasWrittenAndTakesTheLabel255ForNone() throws IOException {
        Idx.write(directory.resolve(Idx.IMAGES), List.of(new byte[] {0, 51, (byte) 255, 1}, new byte[4]), 2, 2);
        Idx.write(directory.resolve(Idx.LABELS), List.of(new byte[] {7}, new byte[] {(byte) 255}));

        Part part = Part.read(directory, "p");

        assertThat(part.shape()).isEqualTo(InputShape.image(2, 2, 1));
        assertThat(part.get(0).input()).containsExactly(0f, 0.2f, 1f, 1 / 255f);
        assertThat(part.get(0).label()).contains("7");
        assertThat(part.get(1).label()).isEmpty();
        assertThat(part.labelled().size()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            0x00000803, 3, 2, 2 | 11 | is truncated: its header states 3 items, but only 2 are whole
            0x00000803, 3, 2, 2 | 13 | goes on after the 3 items
            0x00000803, 3       | 0  | ends within its header
            0x00000801, 12      | 12 | begins with 0x00000801, but
            0x00000803, 70000, 70000, 70000 | 0 | more than 67108864 values
            0x00000803, -1, 2, 2 | 0 | more than 67108864 values
            """)
    void refusesDamagedImagesInOneLineThatNamesTheFile(String header, int bytes, String message) throws IOException {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(new GZIPOutputStream(content))) {
            for (String number : header.split(", ")) {
                out.writeInt(Integer.decode(number.strip()));
            }
            out.write(new byte[bytes]);
        }
        Files.write(directory.resolve(Idx.IMAGES), content.toByteArray());
        Idx.write(directory.resolve(Idx.LABELS), List.of(new byte[1], new byte[1], new byte[1]));

        assertThatThrownBy(() -> Part.read(directory))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(Idx.IMAGES)
                .hasMessageContaining(message)
                .hasMessageNotContaining("\n");
    }

    @Test
    void refusesAFileThatIsCutOffOrNoGzip() throws IOException {
        Idx.write(directory.resolve(Idx.LABELS), List.of(new byte[1]));
        Idx.write(directory.resolve(Idx.IMAGES), List.of(new byte[784]), 28, 28);
        byte[] whole = Files.readAllBytes(directory.resolve(Idx.IMAGES));

        Files.write(directory.resolve(Idx.IMAGES), Arrays.copyOf(whole, whole.length - 12));
        assertThatThrownBy(() -> Part.read(directory)).isInstanceOf(IOException.class).hasMessageContaining(Idx.IMAGES + " is truncated");
        Files.write(directory.resolve(Idx.IMAGES), new byte[] {1, 2, 3});
        assertThatThrownBy(() -> Part.read(directory)).isInstanceOf(IOException.class).hasMessageContaining(Idx.IMAGES);
        Files.write(directory.resolve(Idx.IMAGES), new byte[0]);
        assertThatThrownBy(() -> Part.read(directory)).isInstanceOf(IOException.class).hasMessageContaining(Idx.IMAGES);
    }

    @Test
    void refusesLabelsThatDoNotFitTheImages() throws IOException {
        Idx.write(directory.resolve(Idx.IMAGES), List.of(new byte[4]), 2, 2);
        assertThatThrownBy(() -> Part.read(directory)).hasMessageContaining("but not " + Idx.LABELS);

        Idx.write(directory.resolve(Idx.LABELS), List.of(new byte[1], new byte[1]));
        assertThatThrownBy(() -> Part.read(directory)).hasMessageContaining("2 labels").hasMessageContaining("1 images");
    }

    @Test
    void readsACaptureAndKeepsItsIds() throws IOException {
        Files.writeString(directory.resolve("data.csv"), """
                id,at,model,prediction,confidence,label,x0,x1
                r1,2026-01-01T00:00:00Z,digits:1,7,0.9,7,0,0.5
                r2,2026-01-01T00:00:00Z,digits:1,7,0.4,,1,1
                r3,2026-01-01T00:00:00Z,digits:1,7,0.4,255,1,0
                """);

        Part part = Part.read(directory, "captured");

        assertThat(part.samples()).extracting(Part.Sample::id).containsExactly("captured/r1", "captured/r2", "captured/r3");
        assertThat(part.samples()).extracting(Part.Sample::label).containsExactly(Optional.of("7"), Optional.empty(), Optional.empty());
        assertThat(part.shape()).isEqualTo(InputShape.table(2));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            id,x0           | 1,0.5   | must begin with a header that has the columns label and x0
            label,x0        | 7,1.5   | line 2: x0 must be a number from 0 to 1, but is '1.5'
            label,x0        | 7,NaN   | line 2: x0 must be a number from 0 to 1, but is 'NaN'
            label,x0        | 7,a     | line 2: x0 must be a number from 0 to 1, but is 'a'
            label,x0        | 7       | line 2 has 1 fields, but the header has 2
            """)
    void refusesRowsThatDoNotFit(String header, String row, String message) throws IOException {
        Files.writeString(directory.resolve("data.csv"), header + "\n" + row + "\n");

        assertThatThrownBy(() -> Part.read(directory)).isInstanceOf(IOException.class).hasMessageContaining("data.csv").hasMessageContaining(message);
    }

    @Test
    void joinsAnImagePartWithACaptureOfAsManyValuesAndNoOther() throws IOException {
        Part images = new Part("a", InputShape.image(2, 2, 1), List.of());
        Part capture = new Part("b", InputShape.table(4), List.of());
        Part other = new Part("c", InputShape.table(5), List.of());

        assertThat(Part.union("all", List.of(capture, images)).shape()).isEqualTo(InputShape.image(2, 2, 1));
        assertThatThrownBy(() -> Part.union("all", List.of(images, other))).hasMessageContaining("part 'c' holds a row of 5 features");
    }

    @Test
    void saysWhatWasExpectedWhereThereIsNoData() {
        assertThatThrownBy(() -> Part.read(directory)).hasMessageContaining("holds no data");
        assertThatThrownBy(() -> DataSet.forTraining(directory)).hasMessageContaining("no part called 'train'");
        assertThatThrownBy(() -> DataSet.forTraining(directory.resolve("none"))).hasMessageContaining("is no directory");
    }

    @Property(tries = 50)
    void hashesAnImageAlikeAsBytesAndAsDecimals(@ForAll @Size(16) byte[] pixels) {
        float[] exact = new float[pixels.length];
        float[] rounded = new float[pixels.length];
        for (int i = 0; i < pixels.length; i++) {
            exact[i] = Byte.toUnsignedInt(pixels[i]) / 255f;
            rounded[i] = Math.round(exact[i] * 1000) / 1000f;
        }
        assertThat(ContentHash.of(exact)).isEqualTo(ContentHash.of(rounded));
        assertThat(ContentHash.unit(exact)).isBetween(0.0, Math.nextDown(1.0));
    }
}
