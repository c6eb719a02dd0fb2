package io.jenkins.plugins.mlcd.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class LogCursorTest {

    private final List<String> taken = new ArrayList<>();
    private final LogCursor cursor = new LogCursor(taken::add);

    private void read(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        cursor.read(bytes, 0, bytes.length);
    }

    @Test
    void handsOnLinesWithoutTheirTimes() {
        assertThat(cursor.connect()).isEmpty();
        read("2026-11-24T10:00:00.100000000Z epoch 1\n2026-11-24T10:00:00.2Z \n2026-11-24T10:00:01.5Z [mlcd] {\"step\": 1}\r\n");
        assertThat(taken).containsExactly("epoch 1", "", "[mlcd] {\"step\": 1}");
        assertThat(cursor.connect()).contains("2026-11-24T10:00:01Z");
    }

    @Test
    void takesALineThatADropCutInHalfOnce() {
        cursor.connect();
        read("2026-11-24T10:00:00.1Z one\n2026-11-24T10:00:00.2Z tw");
        cursor.connect();
        read("2026-11-24T10:00:00.1Z one\n2026-11-24T10:00:00.2Z two\n");
        assertThat(taken).containsExactly("one", "two");
    }

    @Test
    void takesEqualLinesOfOneMomentAsOftenAsTheyWerePrinted() {
        cursor.connect();
        read("2026-11-24T10:00:00.1Z same\n2026-11-24T10:00:00.1Z same\n");
        cursor.connect();
        read("2026-11-24T10:00:00.1Z same\n2026-11-24T10:00:00.1Z same\n2026-11-24T10:00:00.1Z same\n");
        assertThat(taken).containsExactly("same", "same", "same");
    }

    @Test
    void keepsALineWhoseTimeIsALittleEarlierThanTheOneBefore() {
        cursor.connect();
        read("2026-11-24T10:00:01.000002Z from stdout\n2026-11-24T10:00:00.999999Z from stderr\n");
        assertThat(taken).containsExactly("from stdout", "from stderr");
    }

    @Test
    void leavesOutTheKubeletsOwnWordsAndKeepsALastLineWithoutAnEnd() {
        cursor.connect();
        read("unable to retrieve container logs for containerd://1f\n2026-11-24T10:00:00.1Z last");
        cursor.end();
        assertThat(taken).containsExactly("last");
    }

    /** The log server repeats from the whole second on; connections drop after any number of bytes. */
    @Property(tries = 200)
    void countsEveryLineOnceWhereverConnectionsDrop(@ForAll long seed) {
        taken.clear();
        SplittableRandom random = new SplittableRandom(seed);
        Instant at = Instant.parse("2026-11-24T10:00:00Z");
        List<Instant> times = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            at = at.plusMillis(random.nextInt(400));
            times.add(at);
        }
        LogCursor dropping = new LogCursor(taken::add);
        for (int connection = 0; connection < 12; connection++) {
            Instant since = dropping.connect().map(Instant::parse).orElse(Instant.MIN);
            byte[] served = IntStream.range(0, 60).filter(i -> !times.get(i).isBefore(since))
                    .mapToObj(i -> times.get(i) + " line " + i + "\n").reduce("", String::concat).getBytes(StandardCharsets.UTF_8);
            dropping.read(served, 0, connection == 11 ? served.length : random.nextInt(served.length + 1));
        }
        assertThat(taken).isEqualTo(IntStream.range(0, 60).mapToObj(i -> "line " + i).toList());
    }
}
