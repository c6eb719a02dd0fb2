package io.jenkins.plugins.mlcd.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.mlcd.record.EventLog;
import io.jenkins.plugins.mlcd.record.JobLayout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegistryTest {

    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-01-01T00:00:00Z"));

    /** Hundreds of torn lines are read here on purpose; each would be a warning. */
    private static final Logger LOG = Logger.getLogger(EventLog.class.getName());

    @BeforeAll
    static void keepQuiet() {
        LOG.setLevel(Level.OFF);
    }

    @AfterAll
    static void speakAgain() {
        LOG.setLevel(null);
    }

    @TempDir
    Path job;

    private Registry registry() {
        return Registry.of(job, CLOCK);
    }

    private static ModelVersion version(int build) {
        return ModelVersion.of("digits", "" + build, build, "mlcd/models/digits-" + build, 10, "sha256:" + build);
    }

    private void promoted(int... builds) throws IOException {
        for (int build : builds) {
            registry().register(version(build));
            registry().promote("digits:" + build, build, "mlPromote", "it is better");
        }
    }

    @Test
    void aPromotionRetiresTheVersionBefore() throws IOException {
        promoted(1, 2);
        RegistryState state = registry().state();

        assertThat(state.production("digits")).map(ModelVersion::id).contains("digits:2");
        assertThat(state.predecessor("digits")).map(ModelVersion::id).contains("digits:1");
        assertThat(state.stage("digits:1")).contains(Stage.RETIRED);
        assertThat(state.inProductionSince("digits")).map(StageChange::reason).contains("it is better");
    }

    @Test
    void aRollbackPutsThePredecessorBackAndRejectsWhatFailed() throws IOException {
        promoted(1, 2, 3);
        assertThat(registry().rollback("digits", 4, "mlRollback", "it got worse").id()).isEqualTo("digits:2");

        RegistryState state = registry().state();
        assertThat(state.production("digits")).map(ModelVersion::id).contains("digits:2");
        assertThat(state.stage("digits:3")).contains(Stage.REJECTED);
        assertThat(state.predecessor("digits")).map(ModelVersion::id).contains("digits:1");
    }

    @Test
    void aRollbackThatARestartRepeatsGoesBackOnce() throws IOException {
        promoted(1, 2, 3);
        registry().rollback("digits", 4, "mlRollback", "it got worse");
        assertThat(registry().rollback("digits", 4, "mlRollback", "it got worse").id()).isEqualTo("digits:2");
        assertThat(registry().rollback("digits", 5, "mlRollback", "so did this").id()).isEqualTo("digits:1");
    }

    @Test
    void rollsBackToAVersionThatIsNamed() throws IOException {
        promoted(1, 2, 3);
        registry().rollbackTo("digits:1", 4, "mlRollback", "both got worse");
        RegistryState state = registry().state();
        assertThat(state.production("digits")).map(ModelVersion::id).contains("digits:1");
        assertThat(state.predecessor("digits")).isEmpty();
        assertThat(state.stage("digits:3")).contains(Stage.REJECTED);
    }

    @Test
    void repeatsChangeNothing() throws IOException {
        promoted(1);
        List<String> before = Files.readAllLines(new JobLayout(job).registry());
        promoted(1);
        assertThat(Files.readAllLines(new JobLayout(job).registry())).isEqualTo(before);
    }

    @Test
    void numbersTheVersionsOfOneBuild() throws IOException {
        assertThat(registry().nextVersion("digits", 7)).isEqualTo("7");
        registry().register(version(7));
        assertThat(registry().nextVersion("digits", 7)).isEqualTo("7-2");
        registry().register(ModelVersion.of("digits", "7-2", 7, "mlcd/models/digits-7-2", 1, "sha256:b"));
        assertThat(registry().candidate("digits", 7)).map(ModelVersion::version).contains("7-2");
        assertThat(registry().nextVersion("digits", 7)).isEqualTo("7-3");
        assertThat(registry().nextVersion("other", 7)).isEqualTo("7");
    }

    @Test
    void saysWhatCannotBe() throws IOException {
        assertThatThrownBy(() -> registry().promote("digits:9", 9, "x", "y")).hasMessage("model version 'digits:9' is not registered");
        assertThatThrownBy(() -> registry().rollback("digits", 1, "x", "y")).hasMessageContaining("no version in production");
        promoted(1);
        assertThatThrownBy(() -> registry().rollback("digits", 2, "x", "y")).hasMessageContaining("no predecessor");
        assertThatThrownBy(() -> registry().stage("digits:1", Stage.REJECTED, 2, "x", "y")).hasMessageContaining("is in production");
        ModelVersion other = ModelVersion.of("digits", "1", 1, "mlcd/models/digits-1", 10, "sha256:other");
        assertThatThrownBy(() -> registry().register(other)).hasMessageContaining("other files");
        assertThatThrownBy(() -> ModelVersion.of("digits", "1", 1, "../x", 1, "s")).hasMessageContaining("no path below");
        assertThatThrownBy(() -> ModelVersion.of("digits", "../1", 1, "x", 1, "s")).hasMessageContaining("version '../1'");
    }

    /** A crash leaves a prefix of the file's bytes. Each must be read as one truth, and going on must work. */
    @Test
    void aCutAtAnyByteLeavesAtMostOneVersionInProduction() throws IOException {
        promoted(1, 2);
        registry().register(version(3));
        registry().stage("digits:3", Stage.CANARY, 3, "mlCanary", "5%");
        registry().promote("digits:3", 3, "mlCanary", "100%");
        registry().rollback("digits", 3, "mlRollback", "worse");
        byte[] whole = Files.readAllBytes(new JobLayout(job).registry());

        for (int length = 0; length <= whole.length; length++) {
            Path cut = Files.createDirectories(job.resolve("cut"));
            Files.createDirectories(cut.resolve("mlcd"));
            Files.write(new JobLayout(cut).registry(), Arrays.copyOf(whole, length));
            RegistryState state = Registry.of(cut, CLOCK).state();
            long inProduction = state.versions("digits").stream()
                    .filter(v -> state.stage(v.id()).filter(Stage.PRODUCTION::equals).isPresent())
                    .count();
            assertThat(inProduction).as("cut at %d", length).isLessThanOrEqualTo(1);
            assertThat(state.production("digits").isPresent()).isEqualTo(inProduction == 1);
        }
    }

    @Test
    void aTornEventIsDoneAgainByARepeat() throws IOException {
        promoted(1, 2);
        byte[] whole = Files.readAllBytes(new JobLayout(job).registry());
        Files.write(new JobLayout(job).registry(), Arrays.copyOf(whole, whole.length - 5));
        assertThat(registry().production("digits")).map(ModelVersion::id).contains("digits:1");
        promoted(2);
        assertThat(Files.readAllBytes(new JobLayout(job).registry())).isEqualTo(whole);
    }

    @Test
    void threadsThatPromoteAtOnceLeaveOneInProduction() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        List<Callable<Object>> work = new ArrayList<>();
        for (int build = 1; build <= 12; build++) {
            int number = build;
            work.add(() -> {
                promoted(number);
                return null;
            });
        }
        for (var done : threads.invokeAll(work)) {
            done.get();
        }
        threads.shutdown();
        RegistryState state = registry().state();
        assertThat(state.versions("digits")).hasSize(12);
        assertThat(state.versions("digits").stream().filter(v -> state.stage(v.id()).orElseThrow() == Stage.PRODUCTION))
                .hasSize(1);
    }

    @Test
    void importsAModelOnceAndKeepsWhatIsInProduction() throws IOException {
        Path model = Files.createDirectories(job.resolve("initial/sub"));
        Files.writeString(model.resolve("weights"), "abc");
        Files.writeString(job.resolve("initial/model.json"), "{}");

        ModelVersion imported = ModelImport.into(job, "digits", job.resolve("initial"));
        assertThat(imported.id()).isEqualTo("digits:0");
        assertThat(registry().production("digits")).contains(imported);
        assertThat(job.resolve("mlcd/models/digits-0/sub/weights")).hasContent("abc");

        promoted(1);
        assertThat(ModelImport.into(job, "digits", job.resolve("initial"))).isEqualTo(imported);
        assertThat(registry().production("digits")).map(ModelVersion::id).contains("digits:1");
        Files.writeString(model.resolve("weights"), "changed");
        assertThatThrownBy(() -> ModelImport.into(job, "digits", job.resolve("initial"))).hasMessageContaining("other files");
    }
}
