package io.jenkins.plugins.mlcd.loop;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.mlcd.record.BuildLayout;
import io.jenkins.plugins.mlcd.record.EventLog;
import io.jenkins.plugins.mlcd.record.JobLayout;
import io.jenkins.plugins.mlcd.record.KeptBuild;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that dies at any byte of any write leaves one truth, and doing its work again leads to the same end as without the crash. */
class RegistryCrashTest {

    private static final Logger LOG = Logger.getLogger(EventLog.class.getName());
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-01-01T00:00:00Z"));

    @BeforeAll
    static void keepQuiet() {
        LOG.setLevel(Level.OFF);
    }

    @AfterAll
    static void speakAgain() {
        LOG.setLevel(null);
    }

    @TempDir
    Path directory;

    private static ModelVersion version(int build) {
        return ModelVersion.of("digits", "" + build, build, "mlcd/models/digits-" + build, 10, "sha256:" + build);
    }

    /** What builds 1 to 3 do, and what each does again after a restart: each step is written so that repeating it changes nothing. */
    private static void work(Path job) throws IOException {
        Registry registry = Registry.of(job, CLOCK);
        for (int build = 1; build <= 3; build++) {
            if (registry.history("digits").stream().noneMatch(change -> change.build() > 1) || build > 1) {
                build(registry, build);
            }
        }
        registry.alias("digits", "champion", Optional.of("digits:3"), 3, "alice");
        registry.rollback("digits", 3, "mlRollback", "worse");
        registry.giveUpFiles("digits", new Retention(Optional.empty(), OptionalInt.of(3), OptionalLong.empty()), build -> false);
    }

    private static void build(Registry registry, int build) throws IOException {
        registry.register(version(build));
        boolean over = registry.history("digits").stream().anyMatch(c -> c.stage() == Stage.PRODUCTION && c.version().equals("" + build));
        if (!over) {
            registry.lock(PromotionLock.of(version(build), build, "mlCanary", "rolls out"), Optional.empty(), number -> true);
            registry.stage("digits:" + build, Stage.CANARY, build, "mlCanary", "5 %");
            registry.promote("digits:" + build, build, "mlCanary", "100 %");
        }
        registry.unlock("digits", build, "the rollout has ended");
    }

    @Test
    void everyCutOfTheRegistryIsOneTruthAndIsWorkedToTheSameEnd() throws IOException {
        Path undisturbed = directory.resolve("undisturbed");
        work(undisturbed);
        byte[] whole = Files.readAllBytes(new JobLayout(undisturbed).registry());
        for (int length = 0; length < whole.length; length++) {
            Path job = directory.resolve("crashed");
            Files.createDirectories(new JobLayout(job).directory());
            Files.write(new JobLayout(job).registry(), Arrays.copyOf(whole, length));
            RegistryState state = Registry.of(job, CLOCK).state();
            assertThat(state.versions("digits").stream().filter(v -> state.stage(v.id()).orElseThrow() == Stage.PRODUCTION).count())
                    .as("in production after %d bytes", length).isEqualTo(state.production("digits").stream().count());
            if (whole[Math.max(0, length - 1)] == '\n' || length % 37 == 0) {
                work(job);
                assertThat(Files.readAllBytes(new JobLayout(job).registry())).as("crashed after %d bytes", length).isEqualTo(whole);
            }
        }
    }

    /** The lineage is replaced as a whole: a crash before the rename leaves the old one, and the temporary file is no obstacle. */
    @Test
    void aLineageThatWasBeingWrittenIsTheOldOneUntilItIsTheNewOne() throws IOException {
        JobLayout job = new JobLayout(directory);
        BuildLayout build = new BuildLayout(directory.resolve("builds/1"));
        Lineage.write(build, job, "digits", 1, Optional.empty(), version(1), Optional.of("old"));
        for (Path file : new Path[] {build.lineage(), job.lineage("digits", "1")}) {
            Files.writeString(file.resolveSibling(file.getFileName() + ".tmp"), "{\"schema\":");
        }
        assertThat(Lineage.of(directory, version(1)).orElseThrow().path("commit").asText()).isEqualTo("old");
        Lineage.write(build, job, "digits", 1, Optional.empty(), version(1), Optional.of("new"));
        assertThat(Lineage.of(directory, version(1)).orElseThrow().path("commit").asText()).isEqualTo("new");
    }

    /** A crash in the middle of taking over leaves a directory that counts for nothing and is made anew. */
    @Test
    void aRecordThatWasBeingTakenOverIsTakenOverAgain() throws IOException {
        JobLayout job = new JobLayout(directory);
        BuildLayout build = new BuildLayout(directory.resolve("builds/7"));
        Files.createDirectories(build.directory());
        Files.writeString(build.study("digits"), """
                {"schema":"mlcd/study","version":1}
                {"event":"asked","trial":0}
                {"event":"reported","trial":0,"step":1}
                {"event":"reported","trial":0,"step":2}
                {"event":"failed","trial":0,"reason":"exit code 1"}
                """);
        Files.writeString(build.directory().resolve("report.html"), "<html>");
        Path unfinished = job.directory().resolve("builds/unfinished-7/mlcd");
        Files.createDirectories(unfinished);
        Files.writeString(unfinished.resolve("study-digits.jsonl"), "{\"schema\":\"mlcd/st");
        KeptBuild.keep(job, 7, build);
        KeptBuild.keep(job, 7, build);
        assertThat(job.deleted(7).study("digits")).hasContent("""
                {"schema":"mlcd/study","version":1}
                {"event":"asked","trial":0}
                {"event":"reported","trial":0,"step":2}
                {"event":"failed","trial":0,"reason":"exit code 1"}
                """);
        assertThat(job.deleted(7).directory().resolve("report.html")).doesNotExist();
        assertThat(job.directory().resolve("builds/unfinished-7")).doesNotExist();
    }
}
