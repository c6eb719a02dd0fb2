package io.jenkins.plugins.mlcd.embedded.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hudson.FilePath;
import hudson.remoting.VirtualChannel;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.FileNotFoundException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import jenkins.agents.ControllerToAgentFileCallable;
import jenkins.util.VirtualFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files as {@code FilePath} and {@code VirtualFile} see them. */
class LocalFilesTest {

    @TempDir
    private Path directory;

    private FilePath root;

    @BeforeEach
    void fill() throws Exception {
        root = new FilePath(directory.resolve("ws").toFile());
        for (String path : List.of("a.jar", "lib/b.jar", "lib/deep/c.txt", ".git/config")) {
            root.child(path).write(path, "UTF-8");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"*.jar||a.jar", "**/*.jar||a.jar lib/b.jar", "lib/||lib/b.jar lib/deep/c.txt", "**|**/*.jar|lib/deep/c.txt",
        "*.txt, lib/*.jar||lib/b.jar", "nothing||"})
    void globsAsAntDoes(String includes, String excludes, String found) throws Exception {
        List<String> expected = found == null ? List.of() : List.of(found.split(" "));
        assertThat(root.list(includes, excludes)).extracting(f -> directory.resolve("ws").relativize(Path.of(f.getRemote())).toString()).containsExactlyElementsOf(expected);
        assertThat(root.toVirtualFile().list(includes, excludes, true)).containsExactlyElementsOf(expected);
        List<String> all = List.of(".git/config", "a.jar", "lib/b.jar", "lib/deep/c.txt");
        assertThat(LocalFiles.matching(all, includes, excludes, true)).containsExactlyElementsOf(expected);
    }

    @Test
    void packsAndUnpacks() throws Exception {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        root.zip(packed, "lib/**");
        FilePath target = new FilePath(directory.resolve("out").toFile());
        target.unzipFrom(new ByteArrayInputStream(packed.toByteArray()));
        assertThat(target.child("lib/deep/c.txt").readToString()).isEqualTo("lib/deep/c.txt");
        assertThat(target.list("**")).hasSize(2);
    }

    @Test
    void refusesAnArchiveThatLeavesTheDirectory() throws Exception {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(packed)) {
            zip.putNextEntry(new ZipEntry("../evil"));
        }
        assertThatThrownBy(() -> root.unzipFrom(new ByteArrayInputStream(packed.toByteArray()))).hasMessageContaining("../evil");
        assertThat(directory.resolve("evil")).doesNotExist();
    }

    @Test
    void deletesALinkAndNotItsTarget() throws Exception {
        Path outside = Files.writeString(directory.resolve("outside"), "kept");
        root.child("link").symlinkTo(outside.toString(), null);
        root.deleteRecursive();
        assertThat(root.exists()).isFalse();
        assertThat(outside).hasContent("kept");
    }

    @Test
    void showsNothingOutsideOfTheRoot() throws Exception {
        Path outside = Files.writeString(directory.resolve("outside"), "hidden");
        root.child("link").symlinkTo(outside.toString(), null);
        VirtualFile file = root.toVirtualFile();
        assertThat(file.child("link").exists()).isFalse();
        assertThat(file.child("../outside").isFile()).isFalse();
        assertThatThrownBy(() -> file.child("link").open()).isInstanceOf(FileNotFoundException.class);
        assertThat(file.child("a.jar").length()).isEqualTo(5);
    }

    @Test
    void setsAndTellsModes() throws Exception {
        root.child("a.jar").chmod(0754);
        assertThat(root.child("a.jar").mode()).isEqualTo(0754);
    }

    @Test
    void actsInPlace() throws Exception {
        assertThat(root.<Long>act(new Length())).isPositive();
    }

    private record Length() implements ControllerToAgentFileCallable<Long> {
        @Override
        public Long invoke(File f, VirtualChannel channel) {
            return f.length();
        }
    }
}
