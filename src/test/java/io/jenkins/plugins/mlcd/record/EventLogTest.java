package io.jenkins.plugins.mlcd.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventLogTest {

    @TempDir
    Path directory;

    private static ObjectNode event(int number) {
        return Json.object().put("event", "asked").put("trial", number).put("text", "zwölf 12");
    }

    private Path written(int events) throws IOException {
        Path file = directory.resolve("study.jsonl");
        try (EventLog log = EventLog.open(file, Schema.STUDY)) {
            for (int i = 0; i < events; i++) {
                log.append(event(i));
            }
        }
        return file;
    }

    private static List<Integer> trials(Path file) throws IOException {
        return EventLog.read(file, Schema.STUDY).stream().map(event -> event.get("trial").asInt()).toList();
    }

    @Test
    void readsBackWhatWasAppendedByThisAndEarlierProcesses() throws IOException {
        Path file = written(2);
        try (EventLog log = EventLog.open(file, Schema.STUDY)) {
            log.append(event(2), EventLog.Durability.WRITTEN);
        }
        assertThat(trials(file)).containsExactly(0, 1, 2);
        assertThat(Files.readAllLines(file).get(0)).isEqualTo("{\"schema\":\"mlcd/study\",\"version\":1}");
    }

    @Test
    void dropsALastLineThatIsTornAtAnyByteAndGoesOn() throws IOException {
        byte[] whole = Files.readAllBytes(written(3));
        int lastLine = new String(whole, 0, whole.length - 1, StandardCharsets.ISO_8859_1).lastIndexOf('\n') + 1;
        for (int length = lastLine; length < whole.length; length++) {
            Path torn = directory.resolve("torn-" + length);
            Files.write(torn, Arrays.copyOf(whole, length));
            assertThat(trials(torn)).as("%d bytes", length).containsExactly(0, 1);
            try (EventLog log = EventLog.open(torn, Schema.STUDY)) {
                log.append(event(7));
            }
            assertThat(trials(torn)).as("%d bytes", length).containsExactly(0, 1, 7);
        }
    }

    @Test
    void startsAgainWhenEvenTheHeaderIsTorn() throws IOException {
        Path file = directory.resolve("study.jsonl");
        Files.writeString(file, "{\"schema\":\"mlcd/st");
        try (EventLog log = EventLog.open(file, Schema.STUDY)) {
            log.append(event(0));
        }
        assertThat(trials(file)).containsExactly(0);
    }

    @Test
    void refusesADamagedLineInTheMiddleNamingIt() throws IOException {
        Path file = written(3);
        List<String> lines = new ArrayList<>(Files.readAllLines(file));
        lines.set(2, lines.get(2).substring(5));
        Files.write(file, lines);
        assertThatThrownBy(() -> EventLog.read(file, Schema.STUDY)).isInstanceOf(IOException.class).hasMessageContaining("line 3 is damaged");
        assertThatThrownBy(() -> EventLog.open(file, Schema.STUDY)).hasMessageContaining("line 3 is damaged");
    }

    @Test
    void refusesANewerVersionAndAnotherSchema() throws IOException {
        Path file = directory.resolve("study.jsonl");
        Files.writeString(file, "{\"schema\":\"mlcd/study\",\"version\":2}\n");
        assertThatThrownBy(() -> EventLog.open(file, Schema.STUDY)).hasMessageContaining("mlcd/study version 2; this mlcd reads up to version 1");
        assertThatThrownBy(() -> EventLog.open(file, Schema.ROLLOUT)).hasMessageContaining("holds 'mlcd/study', but 'mlcd/rollout' was expected");
        Files.writeString(file, "{\"event\":\"asked\"}\n");
        assertThatThrownBy(() -> EventLog.open(file, Schema.STUDY)).hasMessageContaining("line 1 states no schema and version");
    }

    @Test
    void hasNoEventsWithoutAFile() throws IOException {
        assertThat(EventLog.read(directory.resolve("none"), Schema.STUDY)).isEmpty();
    }

    @Test
    void keepsLinesWholeWhenThreadsAppendAtOnce() throws Exception {
        Path file = directory.resolve("study.jsonl");
        ExecutorService pool = Executors.newFixedThreadPool(8);
        try (EventLog log = EventLog.open(file, Schema.STUDY)) {
            List<Future<?>> appends = new ArrayList<>();
            for (int i = 0; i < 2000; i++) {
                int number = i;
                appends.add(pool.submit(() -> {
                    log.append(event(number), EventLog.Durability.WRITTEN);
                    return null;
                }));
            }
            for (Future<?> append : appends) {
                append.get();
            }
        } finally {
            pool.shutdownNow();
        }
        assertThat(trials(file)).hasSize(2000).doesNotHaveDuplicates();
    }

    /** {@code /dev/full} takes no byte: every write fails as on a full disk. */
    @Test
    void namesTheFileWhenTheDiskIsFull() {
        Path full = Path.of("/dev/full");
        Assumptions.assumeTrue(Files.isWritable(full), "there is no /dev/full");
        assertThatThrownBy(() -> {
            Path link = Files.createSymbolicLink(directory.resolve("study.jsonl"), full);
            Assumptions.assumeTrue(Files.exists(link));
            try (java.nio.channels.FileChannel channel = java.nio.channels.FileChannel.open(link, StandardOpenOption.WRITE)) {
                EventLog.over(link, channel).append(event(0));
            }
        }).isInstanceOf(IOException.class).hasMessageContaining("cannot append to").hasMessageContaining("No space left on device");
    }
}
