package io.jenkins.plugins.mlcd.agent.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelUnzipTest {

    @TempDir
    private Path dir;

    private Path zip(int entries, int bytesEach) throws IOException {
        Path file = dir.resolve("model.zip");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            for (int i = 0; i < entries; i++) {
                zip.putNextEntry(new ZipEntry("layer/" + i));
                zip.write(new byte[bytesEach]);
                zip.closeEntry();
            }
        }
        return file;
    }

    @Test
    void unpacksFilesInDirectories() throws Exception {
        ModelUnzip.unpack(zip(3, 100), dir.resolve("out"));

        assertThat(dir.resolve("out/layer/2")).hasSize(100);
    }

    @Test
    void stopsAtTheSizeThatAnArchiveMayUnpackTo() throws Exception {
        Path bomb = zip(3, 1 << 20);

        assertThat(Files.size(bomb)).isLessThan(20_000);
        assertThatThrownBy(() -> ModelUnzip.unpack(bomb, dir.resolve("out"), 2 << 20)).hasMessageContaining("unpacks to more than");
    }

    @Test
    void stopsAtTooManyEntries() throws Exception {
        Path many = zip(ModelUnzip.MAX_ENTRIES + 1, 0);

        assertThatThrownBy(() -> ModelUnzip.unpack(many, dir.resolve("out"))).hasMessageContaining("more than 10000 entries");
    }

    @Test
    void aDamagedArchiveIsAnError() throws Exception {
        Path file = zip(1, 10_000);
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(bytes, 45));

        assertThatThrownBy(() -> ModelUnzip.unpack(file, dir.resolve("out"))).isInstanceOf(IOException.class);
    }
}
