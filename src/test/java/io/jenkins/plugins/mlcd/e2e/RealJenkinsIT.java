package io.jenkins.plugins.mlcd.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.jenkins.plugins.mlcd.cli.verify.Checks;
import io.jenkins.plugins.mlcd.cli.verify.JenkinsVerification;
import io.jenkins.plugins.mlcd.cli.verify.Settings;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * The verification as tests, one for each of its checks. It needs a {@code jenkins.war} and the plugins that ours depends on, named by the system
 * properties {@code mlcd.verify.war} and {@code mlcd.verify.plugins} or the variables {@code MLCD_VERIFY_WAR} and {@code MLCD_VERIFY_PLUGINS}.
 */
class RealJenkinsIT {

    @TempDir
    Path directory;

    private static Optional<Path> setting(String name) {
        String property = System.getProperty("mlcd.verify." + name);
        return Optional.ofNullable(property == null ? System.getenv("MLCD_VERIFY_" + name.toUpperCase(java.util.Locale.ROOT)) : property).filter(text -> !text.isBlank()).map(Path::of);
    }

    @TestFactory
    Stream<DynamicTest> isProvedThere() throws Exception {
        Optional<Path> war = setting("war");
        assumeTrue(war.isPresent(), "no Jenkins to prove it on: -Dmlcd.verify.war names none");
        Path project = Path.of("").toAbsolutePath();
        Settings settings = new Settings(war, setting("plugins"), Optional.empty(), Optional.empty(), project.resolve("target/mlcd.hpi"), project, project.toString(), project.resolve("mlcd"),
                Files.createDirectories(directory.resolve("work")), Duration.ofMinutes(15), 6, List.of(), false);
        Checks checks = new Checks(new PrintWriter(System.out, true), InstantSource.system());
        try (JenkinsVerification verification = new JenkinsVerification(settings, checks)) {
            verification.run();
        }
        return checks.outcomes().stream().map(outcome -> DynamicTest.dynamicTest(outcome.name(), () -> {
            assumeTrue(outcome.status() != Checks.Status.SKIP, outcome.detail());
            assertThat(outcome.status()).as(outcome.detail()).isEqualTo(Checks.Status.PASS);
        }));
    }
}
