package io.jenkins.plugins.mlcd.agent.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jenkins.plugins.mlcd.agent.data.Part;
import io.jenkins.plugins.mlcd.agent.replay.Replay;
import io.jenkins.plugins.mlcd.agent.replay.ReplayOptions;
import io.jenkins.plugins.mlcd.monitor.profile.Profile;
import io.jenkins.plugins.mlcd.record.Json;
import io.jenkins.plugins.mlcd.target.LocalTargetClient;
import io.jenkins.plugins.mlcd.target.ModelZip;
import io.jenkins.plugins.mlcd.target.Role;
import io.jenkins.plugins.mlcd.target.TargetMetrics;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A model that {@code mlcd train} made from the example's digits, served by a target to digits and to drifted ones. */
@Timeout(300)
class RealModelIT {

    private static final Path DIGITS = Path.of("examples/data/digits");

    @TempDir
    private Path dir;

    private Path train() throws Exception {
        Path model = Files.createDirectory(dir.resolve("model"));
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        "io.jenkins.plugins.mlcd.cli.Mlcd", "train", "--algorithm", "xgboost", "--param", "rounds=8",
                        "--data", DIGITS.toString(), "--model-dir", model.toString(), "--report", dir.resolve("report.jsonl").toString())
                .redirectErrorStream(true)
                .redirectOutput(dir.resolve("train.log").toFile())
                .start();
        assertThat(process.waitFor(200, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(Files.readString(dir.resolve("train.log"))).isZero();
        return model;
    }

    private static void replay(LocalTarget target, String part) throws Exception {
        ReplayOptions options = new ReplayOptions(URI.create(target.dataUrl()), 200, 300, true, 16, 3);
        try (Replay replay = new Replay(options, Part.read(DIGITS.resolve(part)))) {
            replay.run(() -> false);
            assertThat(replay.figures().summary()).startsWith("sent 300, ok 300, failed 0");
        }
    }

    @Test
    void showsInProfileAndLabelsThatDigitsDrifted() throws Exception {
        Path model = train();
        Profile reference = Json.read(model.resolve("profile.json"), Profile.class);
        try (LocalTarget target = LocalTarget.start(
                TargetOptions.of("production", dir.resolve("target")),
                (logs, capture) -> new ChildServers(logs, capture, 1, Duration.ofMillis(200)),
                InstantSource.system())) {
            String token = Files.readString(dir.resolve("target/admin.token")).strip();
            LocalTargetClient admin = new LocalTargetClient(URI.create(target.adminUrl()), () -> token);
            admin.deploy(Role.STABLE, "digits:0", ModelZip.of(model));

            replay(target, "production");
            assertThat(labelled(admin).count()).isEqualTo(300);
            assertThat(labelled(admin).correct()).isGreaterThan(240);
            Profile usual = profile(admin, Optional.empty(), 300);
            assertThat(mean(usual, Profile.SUPPORT)).isBetween(0.9 * mean(reference, Profile.SUPPORT), 1.1 * mean(reference, Profile.SUPPORT));

            Instant before = Instant.now();
            replay(target, "drifted/replay");
            Profile drifted = profile(admin, Optional.of(before), 300);
            assertThat(mean(drifted, Profile.SUPPORT)).isGreaterThan(1.5 * mean(reference, Profile.SUPPORT));
            assertThat(mean(drifted, Profile.CONFIDENCE)).isLessThan(mean(usual, Profile.CONFIDENCE));
            assertThat(captured(admin, before).subList(1, 11)).allMatch(line -> line.split(",").length == 6 + 784);
        }
    }

    private static TargetMetrics.Labelled labelled(LocalTargetClient admin) throws Exception {
        return admin.metrics().models().get("digits:0").labelled();
    }

    private static double mean(Profile profile, String feature) {
        return profile.features().get(feature).mean();
    }

    private static Profile profile(LocalTargetClient admin, Optional<Instant> from, long samples) {
        return await().atMost(Duration.ofSeconds(20)).until(
                () -> Profile.fromJson(Json.line(admin.profile(Optional.of("digits:0"), from, Optional.empty()))),
                profile -> profile.samples() == samples);
    }

    private static List<String> captured(LocalTargetClient admin, Instant from) throws Exception {
        try (var csv = admin.capture(Optional.of(from), Optional.empty(), true, 1000)) {
            return new String(csv.readAllBytes()).lines().toList();
        }
    }
}
