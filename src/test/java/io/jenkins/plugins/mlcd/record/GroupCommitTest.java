package io.jenkins.plugins.mlcd.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.mlcd.record.EventLog.Durability;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What an {@link EventLog} promises its threads of the disk. */
@Timeout(60)
class GroupCommitTest {

    private static final int THREADS = 32;
    private static final int EACH = 20;

    @TempDir
    Path directory;

    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    private Path file;
    private DiskChannel disk;

    @BeforeEach
    void header() throws IOException {
        file = directory.resolve("study.jsonl");
        EventLog.open(file, Schema.STUDY).close();
        disk = DiskChannel.open(file);
    }

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    private static ObjectNode event(int number) {
        return Json.object().put("event", "asked").put("trial", number);
    }

    private List<Integer> trials() throws IOException {
        return EventLog.read(file, Schema.STUDY).stream().map(event -> event.get("trial").asInt()).toList();
    }

    private interface Work {
        void run(int thread) throws Exception;
    }

    /** All threads at once; what each of them threw. */
    private List<Throwable> concurrently(Work work) throws InterruptedException {
        CountDownLatch start = new CountDownLatch(1);
        List<Future<?>> running = new ArrayList<>();
        for (int thread = 0; thread < THREADS; thread++) {
            int number = thread;
            running.add(threads.submit(() -> {
                start.await();
                work.run(number);
                return null;
            }));
        }
        start.countDown();
        List<Throwable> thrown = new ArrayList<>();
        for (Future<?> one : running) {
            try {
                one.get();
            } catch (ExecutionException e) {
                thrown.add(e.getCause());
            }
        }
        return thrown;
    }

    @Test
    void anEventIsOnDiskWhenItsAppendReturnsAndManyShareAnFsync() throws Exception {
        EventLog log = disk.slow(5).log(file);
        List<Throwable> thrown = concurrently(thread -> {
            for (int i = 0; i < EACH; i++) {
                log.append(event(thread * EACH + i));
                String sound = Files.readString(file).substring(0, (int) disk.synced());
                assertThat(sound).contains("\"trial\":" + (thread * EACH + i) + "}");
            }
        });
        assertThat(thrown).isEmpty();
        assertThat(trials()).hasSize(THREADS * EACH).doesNotHaveDuplicates();
        assertThat(disk.syncs()).isBetween(EACH, THREADS * EACH / 4);
    }

    @Test
    void whatIsWrittenUnderALockStaysInItsOrderAndWhatIsSyncedCoversAllBefore() throws Exception {
        EventLog log = disk.slow(1).log(file);
        int[] next = {0};
        List<Throwable> thrown = concurrently(thread -> {
            for (int i = 0; i < EACH; i++) {
                long end;
                synchronized (next) {
                    log.write(event(next[0]++), Durability.WRITTEN);
                    log.write(event(next[0]++), Durability.SYNCED);
                    end = log.due();
                }
                log.sync(end);
                assertThat(disk.synced()).isGreaterThanOrEqualTo(end);
            }
        });
        assertThat(thrown).isEmpty();
        assertThat(trials()).hasSize(2 * THREADS * EACH).isSorted();
    }

    @Test
    void aloneEachAppendIsOneFsyncAndWhatIsOnlyWrittenIsNone() throws IOException {
        EventLog log = disk.log(file);
        log.append(event(0));
        log.append(event(1), Durability.WRITTEN);
        log.append(event(2));
        log.sync(log.due());
        log.append(event(3), Durability.WRITTEN);
        log.close();
        assertThat(disk.syncs()).isEqualTo(2);
    }

    @Test
    void whatAKilledProcessHasWrittenIsSyncedBeforeItIsGoneBy() throws IOException {
        EventLog log = disk.log(file);
        log.sync(log.due());
        assertThat(disk.synced()).isEqualTo(Files.size(file));
    }

    @Test
    void aFailedFsyncFailsAllWhoWaitAndNothingMoreIsTaken() throws Exception {
        EventLog log = disk.slow(20).log(file);
        log.append(event(0));
        long durable = disk.synced();
        disk.breakDown();
        List<Throwable> thrown = concurrently(thread -> log.append(event(1 + thread)));
        assertThat(thrown).hasSize(THREADS).allSatisfy(error ->
                assertThat(error).isInstanceOf(IOException.class).hasMessage("cannot append to " + file + ": Input/output error"));
        assertThat(disk.syncs()).as("a second fsync could succeed although the bytes are lost").isEqualTo(2);
        long size = Files.size(file);
        for (Durability durability : Durability.values()) {
            assertThatThrownBy(() -> log.append(event(99), durability)).isInstanceOf(IOException.class).hasMessageContaining("Input/output error");
        }
        assertThat(size).isEqualTo(Files.size(file));
        log.sync(durable);
        log.close();
    }

    @Test
    void aLineThatCannotBeTakenBackIsTheLastOne() throws IOException {
        EventLog log = disk.log(file);
        log.append(event(0));
        disk.tear(true);
        assertThatThrownBy(() -> log.append(event(1))).hasMessageContaining("No space left on device");
        disk.tear(false);
        assertThatThrownBy(() -> log.append(event(2))).hasMessageContaining("No space left on device");
        log.close();
        assertThat(trials()).containsExactly(0);
    }

    @Test
    void whoStillWaitsWhenTheLogIsClosedGetsItsAnswer() throws Exception {
        EventLog log = disk.slow(50).log(file);
        long end = log.write(event(0), Durability.SYNCED);
        Future<?> waiting = threads.submit(() -> {
            log.sync(end);
            return null;
        });
        log.close();
        waiting.get(10, TimeUnit.SECONDS);
        assertThat(disk.synced()).isEqualTo(Files.size(file));
        assertThatThrownBy(() -> log.append(event(1))).isInstanceOf(IOException.class);
        log.close();
    }

    @Test
    void anInterruptedThreadWaitsForAnothersFsyncAndStaysInterrupted() throws Exception {
        EventLog log = disk.slow(200).log(file);
        long end = log.write(event(0), Durability.SYNCED);
        Future<?> leader = threads.submit(() -> {
            log.sync(end);
            return null;
        });
        Thread.sleep(50);
        Future<Boolean> follower = threads.submit(() -> {
            Thread.currentThread().interrupt();
            log.sync(end);
            return Thread.interrupted();
        });
        assertThat(follower.get(10, TimeUnit.SECONDS)).isTrue();
        leader.get(10, TimeUnit.SECONDS);
        assertThat(disk.synced()).isEqualTo(Files.size(file));
        assertThat(disk.syncs()).isEqualTo(1);
    }
}
