package io.jenkins.plugins.mlcd.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.mlcd.record.JobLayout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PromotionLockTest {

    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-01-01T00:00:00Z"));
    private static final IntPredicate ALL_RUN = build -> true;

    @TempDir
    Path job;

    private Registry registry;

    @BeforeEach
    void registerThree() throws IOException {
        registry = Registry.of(job, CLOCK);
        for (int build = 1; build <= 3; build++) {
            registry.register(version(build));
        }
    }

    private static ModelVersion version(int build) {
        return ModelVersion.of("digits", "" + build, build, "mlcd/models/digits-" + build, 10, "sha256:" + build);
    }

    private Optional<PromotionLock> lock(int build, IntPredicate running) throws IOException {
        return registry.lock(PromotionLock.of(version(build), build, "mlCanary", "rolls digits:" + build + " out"), Optional.empty(), running);
    }

    @Test
    void anotherBuildIsToldWhoHoldsTheLockAndWhy() throws IOException {
        assertThat(lock(1, ALL_RUN)).isEmpty();
        assertThat(lock(1, ALL_RUN)).as("the same build again").isEmpty();
        assertThat(lock(2, ALL_RUN)).map(PromotionLock::sentence)
                .contains("build 1 has held 'digits' since 2026-01-01T00:00:00Z: it rolls digits:1 out");
        assertThatThrownBy(() -> registry.promote("digits:2", 2, "mlPromote", "")).hasMessageContaining("cannot enter production: build 1 has held");
        registry.promote("digits:1", 1, "mlCanary", "100 %");
        assertThat(registry.production("digits")).contains(registry.require("digits:1"));
    }

    @Test
    void aLockOfADeadBuildIsFreedWithAReason() throws IOException {
        lock(1, ALL_RUN);
        assertThat(lock(2, build -> build != 1)).isEmpty();
        assertThat(registry.state().lock("digits")).map(PromotionLock::build).contains(2);
        assertThat(Files.readString(new JobLayout(job).registry())).contains("\"event\":\"unlocked\"").contains("build 1 does not run any more");
    }

    @Test
    void whoWaitedIsRefusedWhenTheOtherBuildPromotedAndGoesOnWhenItFailed() throws IOException {
        lock(1, ALL_RUN);
        registry.stage("digits:1", Stage.REJECTED, 1, "mlCanary", "worse");
        registry.unlock("digits", 1, "the rollout has ended");
        assertThat(lock(2, ALL_RUN)).isEmpty();
        registry.promote("digits:2", 2, "mlCanary", "100 %");
        registry.unlock("digits", 2, "the rollout has ended");
        assertThatThrownBy(() -> lock(3, ALL_RUN)).hasMessage("model version 'digits:3' was not judged against 'digits:2', which build 2 put into"
                + " production at 2026-01-01T00:00:00Z meanwhile; validate it again or start a new build");
        PromotionLock judgedAgain = PromotionLock.of(version(3), 3, "mlCanary", "rolls digits:3 out");
        assertThat(registry.lock(judgedAgain, Optional.of("digits:2"), ALL_RUN)).as("its gate knew the new one").isEmpty();
    }

    @Test
    void aVersionOfAnEarlierBuildMayBePutBackOnPurpose() throws IOException {
        registry.promote("digits:2", 2, "mlCanary", "100 %");
        PromotionLock wish = PromotionLock.of(version(1), 9, "mlPromote", "promotes digits:1");
        assertThat(registry.lock(wish, Optional.empty(), ALL_RUN)).isEmpty();
    }

    @Test
    void aRollbackWaitsForNobody() throws IOException {
        registry.promote("digits:1", 1, "mlCanary", "100 %");
        registry.promote("digits:2", 2, "mlCanary", "100 %");
        registry.register(version(4));
        registry.lock(PromotionLock.of(version(4), 4, "mlCanary", "rolls out"), Optional.empty(), ALL_RUN);
        assertThat(registry.rollback("digits", 5, "alice", "it got worse").id()).isEqualTo("digits:1");
    }

    @Test
    void ofBuildsThatRaceOnePromotes() throws Exception {
        for (int round = 0; round < 10; round++) {
            Path racing = job.resolve("race-" + round);
            Registry shared = Registry.of(racing, CLOCK);
            List<Callable<Boolean>> builds = new ArrayList<>();
            for (int build = 1; build <= 4; build++) {
                shared.register(version(build));
                int number = build;
                builds.add(() -> promotes(racing, number));
            }
            ExecutorService threads = Executors.newFixedThreadPool(4);
            int promoted = 0;
            for (var done : threads.invokeAll(builds)) {
                promoted += done.get() ? 1 : 0;
            }
            threads.shutdown();
            assertThat(promoted).isEqualTo(1);
            assertThat(shared.history("digits")).hasSize(1);
        }
    }

    /** As a build does it: waits for the lock, promotes, gives it back. */
    private static boolean promotes(Path racing, int build) throws IOException, InterruptedException {
        Registry registry = Registry.of(racing, CLOCK);
        try {
            PromotionLock wanted = PromotionLock.of(version(build), build, "mlPromote", "promotes digits:" + build);
            while (registry.lock(wanted, Optional.empty(), ALL_RUN).isPresent()) {
                Thread.sleep(1);
            }
            registry.promote("digits:" + build, build, "mlPromote", "");
            return true;
        } catch (IllegalArgumentException e) {
            assertThat(e).hasMessageContaining("was not judged against");
            return false;
        } finally {
            registry.unlock("digits", build, "done");
        }
    }

    @Test
    void aliasesPointAtOneVersionUntilTheyAreMoved() throws IOException {
        registry.alias("digits", "champion", Optional.of("digits:1"), 0, "alice");
        registry.alias("digits", "champion", Optional.of("digits:2"), 0, "alice");
        assertThat(registry.require("digits@champion").id()).isEqualTo("digits:2");
        registry.promote("digits:1", 1, "mlPromote", "");
        registry.promote("digits:2", 2, "mlPromote", "");
        assertThat(registry.require("digits@production").id()).isEqualTo("digits:2");
        assertThat(registry.require("digits@predecessor").id()).isEqualTo("digits:1");
        registry.alias("digits", "champion", Optional.empty(), 0, "alice");
        assertThatThrownBy(() -> registry.require("digits@champion")).hasMessageContaining("'digits@champion' is not registered");
        assertThatThrownBy(() -> registry.alias("digits", "production", Optional.of("digits:1"), 0, "alice")).hasMessageContaining("alias 'production'");
        assertThatThrownBy(() -> registry.alias("other", "x", Optional.of("digits:1"), 0, "alice")).hasMessageContaining("cannot point at 'digits:1'");
    }
}
