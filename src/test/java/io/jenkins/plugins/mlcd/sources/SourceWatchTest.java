package io.jenkins.plugins.mlcd.sources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceWatchTest {

    @TempDir
    Path directory;

    private final List<SourceChange> received = new ArrayList<>();
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private String content = "v1";
    private long samples = 10;
    private IOException trouble;

    /** Each is what a process would make after a restart. */
    private SourceWatch watch() {
        return watch("digits");
    }

    private SourceWatch watch(String name) {
        Source source = before -> {
            if (trouble != null) {
                throw trouble;
            }
            return content.isEmpty() ? Optional.empty()
                    : Optional.of(new Observation(content, OptionalLong.of(samples), null));
        };
        return new SourceWatch(name, source, new Pace(Duration.ofMinutes(1)), directory, () -> now, new Random(1));
    }

    @Test
    void takesTheFirstLookAsItIs() throws Exception {
        assertThat(watch().look(received::add)).isEmpty();
        assertThat(received).isEmpty();
        assertThat(watch().state()).get().extracting(state -> state.seen().orElseThrow().version()).isEqualTo("v1");
    }

    @Test
    void deliversEachChangeOnceOverRestarts() throws Exception {
        watch().look(received::add);
        content = "v2";
        samples = 25;
        watch().look(received::add);
        watch().look(received::add);
        assertThat(received).singleElement().satisfies(change -> {
            assertThat(change.before()).isEqualTo("v1");
            assertThat(change.version()).isEqualTo("v2");
            assertThat(change.newSamples()).hasValue(15);
            assertThat(change.summary()).isEqualTo("digits has new content, v2 (15 more than before)");
        });
    }

    @Test
    void deliversAgainUnderTheSameKeyWhatTheReceiverCouldNotKeep() throws Exception {
        watch().look(received::add);
        content = "v2";
        List<String> keys = new ArrayList<>();
        assertThatThrownBy(() -> watch().look(change -> {
            keys.add(change.key());
            throw new IOException("the disk is full");
        })).hasMessage("the disk is full");
        watch().look(received::add);
        assertThat(received).extracting(SourceChange::key).containsExactlyElementsOf(keys);
    }

    @Test
    void countsContentThatComesBackAsAChangeOfItsOwn() throws Exception {
        for (String version : List.of("v1", "v2", "v1", "v2")) {
            content = version;
            watch().look(received::add);
        }
        assertThat(received).hasSize(3).extracting(SourceChange::key).doesNotHaveDuplicates();
    }

    @Test
    void losesNoChangeThatHappenedWhileNobodyLooked() throws Exception {
        watch().look(received::add);
        now = now.plus(Duration.ofDays(9));
        content = "v7";
        assertThat(watch().isDue()).isTrue();
        watch().look(received::add);
        assertThat(received).singleElement().extracting(SourceChange::version).isEqualTo("v7");
    }

    @Test
    void waitsLongerAfterEachFailureAndKeepsWhatItSaw() throws Exception {
        watch().look(received::add);
        trouble = new IOException("no route");
        for (int failures = 1; failures <= 3; failures++) {
            watch().look(received::add);
            SourceState state = watch().state().orElseThrow();
            assertThat(state.failures()).isEqualTo(failures);
            assertThat(state.error()).hasValue("no route");
            assertThat(Duration.between(now, state.lookAt()).toSeconds()).isBetween(54L << failures, 66L << failures);
        }
        trouble = null;
        content = "v2";
        watch().look(received::add);
        assertThat(received).hasSize(1);
        assertThat(watch().state().orElseThrow().error()).isEmpty();
    }

    @Test
    void waitsForContentThatIsJustBeingWritten() throws Exception {
        watch().look(received::add);
        content = "";
        watch().look(received::add);
        content = "v2";
        watch().look(received::add);
        assertThat(received).hasSize(1);
    }

    @Test
    void isDueOnlyWhenTheIntervalIsOver() throws Exception {
        assertThat(watch().isDue()).isTrue();
        watch().look(received::add);
        assertThat(watch().isDue()).isFalse();
        now = now.plusSeconds(67);
        assertThat(watch().isDue()).isTrue();
    }

    @Test
    void keepsTheSourcesOfAJobApart() throws Exception {
        watch("a").look(received::add);
        content = "v2";
        watch("b").look(received::add);
        assertThat(received).isEmpty();
    }
}
