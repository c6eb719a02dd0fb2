package io.jenkins.plugins.mlcd.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RetentionTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    @TempDir
    Path job;

    /** Eight versions of 10 bytes, a day apart; 2 was in production, 3 is. */
    @BeforeEach
    void registerEight() throws IOException {
        for (int build = 1; build <= 8; build++) {
            Registry registry = on(build);
            registry.register(ModelVersion.of("digits", "" + build, build, "mlcd/models/digits-" + build, 10, "sha256:" + build));
            if (build == 2 || build == 3) {
                registry.promote("digits:" + build, build, "mlPromote", "");
            }
        }
    }

    private Registry on(int day) {
        return Registry.of(job, () -> START.plus(Duration.ofDays(day)));
    }

    private static Retention policy(int days, int count, long bytes) {
        return new Retention(days == 0 ? Optional.empty() : Optional.of(Duration.ofDays(days)), count == 0 ? OptionalInt.empty() : OptionalInt.of(count),
                bytes == 0 ? OptionalLong.empty() : OptionalLong.of(bytes));
    }

    private List<String> givenUp(Retention policy) throws IOException {
        return on(9).giveUpFiles("digits", policy, build -> false).stream().map(FilesDeleted::version).toList();
    }

    @Test
    void keepsEverythingWithoutALimit() throws IOException {
        assertThat(givenUp(Retention.ALL)).isEmpty();
    }

    @Test
    void productionAndItsPredecessorStayWhateverTheLimits() throws IOException {
        assertThat(givenUp(policy(1, 1, 1))).containsExactly("1", "4", "5", "6", "7", "8");
        assertThatThrownBy(() -> on(9).promote("digits:8", 9, "mlPromote", "")).hasMessageContaining("has no files any more: retention");
        assertThatThrownBy(() -> on(9).rollbackTo("digits:1", 9, "mlRollback", "")).hasMessageContaining("has no files any more: retention");
        assertThat(on(9).rollback("digits", 9, "mlRollback", "").id()).isEqualTo("digits:2");
    }

    @Test
    void theOldestGoFirst() throws IOException {
        assertThat(givenUp(policy(3, 0, 0))).as("older than 3 days on the 9th").containsExactly("1", "4", "5");
        assertThat(givenUp(policy(0, 4, 0))).as("2, 3 and the two newest stay").containsExactly("1", "4", "5", "6");
        assertThat(givenUp(policy(0, 0, 35))).as("2, 3 and the newest stay").containsExactly("1", "4", "5", "6", "7");
    }

    @Test
    void aliasesLocksCanariesAndRunningBuildsProtect() throws IOException {
        on(8).alias("digits", "champion", Optional.of("digits:1"), 0, "alice");
        on(8).stage("digits:4", Stage.CANARY, 4, "mlCanary", "");
        on(8).lock(PromotionLock.of(on(8).require("digits:5"), 5, "mlCanary", ""), Optional.of("digits:3"), build -> true);
        List<FilesDeleted> givenUp = on(9).giveUpFiles("digits", policy(1, 1, 1), build -> build == 6);
        assertThat(givenUp).extracting(FilesDeleted::version).containsExactly("7", "8");
    }

    @Test
    void limitsBelowOneAreNone() {
        assertThatThrownBy(() -> new Retention(Optional.of(Duration.ZERO), OptionalInt.empty(), OptionalLong.empty())).hasMessageContaining("more than 0");
        assertThatThrownBy(() -> policy(0, -1, 0)).hasMessage("the number of models to keep must be at least 1, but is -1");
        assertThatThrownBy(() -> policy(0, 0, -5)).hasMessage("the bytes of models to keep must be at least 1, but are -5");
    }
}
