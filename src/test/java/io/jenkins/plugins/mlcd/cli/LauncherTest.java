package io.jenkins.plugins.mlcd.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The launcher, in a checkout of nothing but itself, with a Java that only shows how it was called. */
@EnabledOnOs({OS.LINUX, OS.MAC})
class LauncherTest {

    @TempDir
    Path directory;

    private Path home;
    private Path java;

    @BeforeEach
    void makeACheckout() throws IOException {
        home = Files.createDirectories(directory.resolve("home"));
        Files.copy(Path.of("mlcd"), home.resolve("mlcd"));
        java = Files.createDirectories(directory.resolve("jdk/bin")).resolve("java");
        Files.writeString(java, "#!/bin/sh\necho \"$@\"\necho \"OMP=$OMP_NUM_THREADS\"\n");
        executable(home.resolve("mlcd"));
        executable(java);
        release("17.0.1");
    }

    private void executable(Path file) {
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    private void release(String version) throws IOException {
        Files.writeString(directory.resolve("jdk/release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"" + version + "\"\n");
    }

    private void build() throws IOException {
        Files.createDirectories(home.resolve("target"));
        Files.writeString(home.resolve("target/mlcd-1.0.jar"), "");
        Files.writeString(home.resolve("target/mlcd-1.0-plugin.jar"), "");
        Files.writeString(home.resolve("target/mlcd.classpath"), "/library.jar");
    }

    /** Called with no environment but what the test needs. */
    private FreshJvm.Outcome launch(Path launcher, String... arguments) throws IOException, InterruptedException {
        List<String> command = new java.util.ArrayList<>(
                List.of("env", "-i", "PATH=/usr/bin:/bin", "JAVA_HOME=" + directory.resolve("jdk"), "MLCD_NO_BUILD=1", launcher.toString()));
        command.addAll(List.of(arguments));
        return FreshJvm.run(Map.of(), command);
    }

    @Test
    void startsTheJarWithItsLibrariesThroughALink() throws Exception {
        build();
        Path link = Files.createSymbolicLink(directory.resolve("link"), Path.of("home/mlcd"));

        FreshJvm.Outcome outcome = launch(link, "train", "--data", "a b");

        assertThat(outcome.status()).as(outcome.output()).isZero();
        assertThat(outcome.output())
                .contains("-cp " + home.toRealPath() + "/target/mlcd-1.0.jar:/library.jar io.jenkins.plugins.mlcd.cli.Mlcd train --data a b")
                .contains("-Dai.djl.offline=true")
                .contains("OMP=1");
    }

    @ParameterizedTest
    @CsvSource({"11.0.2, is Java 11; a JDK 17 or newer is needed", "1.8.0_292, is Java 8; a JDK 17 or newer is needed"})
    void refusesAnOldJava(String version, String message) throws Exception {
        build();
        release(version);

        FreshJvm.Outcome outcome = launch(home.resolve("mlcd"), "--version");

        assertThat(outcome.status()).isEqualTo(1);
        assertThat(outcome.output()).contains(message);
    }

    @Test
    void saysThatItIsNotBuiltWhenItMayNotBuild() throws Exception {
        FreshJvm.Outcome outcome = launch(home.resolve("mlcd"), "--version");

        assertThat(outcome.status()).isEqualTo(1);
        assertThat(outcome.output()).contains("mlcd: mlcd is not built; run it once without MLCD_NO_BUILD");
    }
}
