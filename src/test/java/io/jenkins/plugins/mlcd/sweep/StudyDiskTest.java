package io.jenkins.plugins.mlcd.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.mlcd.record.DiskChannel;
import io.jenkins.plugins.mlcd.record.EventLog;
import io.jenkins.plugins.mlcd.record.Schema;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Workers act only on what is on disk, and wait for it together. */
@Timeout(60)
class StudyDiskTest {

    private static final int WORKERS = 32;
    private static final int TRIALS = 320;

    @TempDir
    Path directory;

    private final ExecutorService threads = Executors.newFixedThreadPool(WORKERS);
    private Path file;
    private DiskChannel disk;
    private Study study;

    @BeforeEach
    void open() throws IOException {
        file = directory.resolve("study.jsonl");
        EventLog.open(file, Schema.STUDY).close();
        disk = DiskChannel.open(file).slow(5);
        StudyDefinition definition = new StudyDefinition("s", "accuracy", Direction.MAXIMIZE, Map.of("", SearchSpace.parse(Map.of("x", "0.0..1.0"))),
                new RandomSampler(1), new MedianPruner(5, 0, 1), Limits.trials(TRIALS), ModelPolicy.BEST);
        study = Study.open(disk.log(file), definition, InstantSource.system(), Study.Orphans.LOST, List::of);
    }

    @AfterEach
    void close() throws IOException {
        threads.shutdownNow();
        study.close();
    }

    /** What a crash of the machine at this moment would leave for sure, with at most a part of the line after it. */
    private String onDisk() throws IOException {
        return new String(Arrays.copyOf(Files.readAllBytes(file), (int) disk.synced()), StandardCharsets.UTF_8);
    }

    private List<Future<Void>> start(Callable<Void> work) {
        List<Future<Void>> running = new ArrayList<>();
        for (int i = 0; i < WORKERS; i++) {
            running.add(threads.submit(work));
        }
        return running;
    }

    private Void work() throws Exception {
        for (Ask ask = study.ask("1"); !(ask instanceof Ask.Done); ask = study.ask("1")) {
            if (ask instanceof Ask.Run run) {
                int number = run.trial().number();
                assertThat(onDisk()).contains("\"trial\":" + number + ",\"algorithm\"");
                boolean stops = study.report(number, 1, Report.of("accuracy", number % 7, OptionalInt.of(1))).isPresent();
                if (!stops) {
                    study.tell(number, 1);
                }
                assertThat(onDisk()).containsPattern("\"event\":\"" + (stops ? "pruned" : "told") + "\",\"at\":\"[^\"]*\",\"trial\":" + number + ",");
            } else {
                Thread.sleep(1);
            }
        }
        assertThat(onDisk()).contains("\"event\":\"ended\"");
        return null;
    }

    @Test
    void eachWorkersFactsAreOnDiskBeforeItActsInTheOrderOfTheDecisions() throws Exception {
        for (Future<Void> worker : start(this::work)) {
            worker.get();
        }
        List<ObjectNode> events = EventLog.read(file, Schema.STUDY);
        List<Integer> asked = events.stream().filter(event -> event.path("event").asText().equals("asked")).map(event -> event.get("trial").asInt()).toList();
        assertThat(asked).hasSize(TRIALS).isSorted().doesNotHaveDuplicates();
        assertThat(StudyState.read(file).trials()).isEqualTo(study.trials());
        assertThat(events.get(events.size() - 1).path("event").asText()).isEqualTo("ended");
        assertThat(disk.syncs()).as("fsyncs for %d changes of state", 2 * TRIALS + 2).isLessThan(TRIALS);
    }

    @Test
    void noWorkerGetsAnythingFromAStudyWhoseDiskHasFailed() throws Exception {
        int running = ((Ask.Run) study.ask("1")).trial().number();
        disk.breakDown();
        for (Future<Void> worker : start(() -> {
            study.ask("1");
            return null;
        })) {
            assertThatThrownBy(worker::get).isInstanceOf(ExecutionException.class).cause().isInstanceOf(IOException.class)
                    .hasMessageContaining("Input/output error");
        }
        long size = Files.size(file);
        assertThatThrownBy(() -> study.ask("1")).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> study.report(running, 1, Report.of("accuracy", 1, OptionalInt.of(1)))).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> study.tell(running, 1)).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> study.kept()).isInstanceOf(IOException.class);
        assertThat(Files.size(file)).isEqualTo(size);
    }
}
