package io.jenkins.plugins.mlcd.labels;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.mlcd.record.JobLayout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several people at once, processes that are killed, and logs that were cut anywhere. */
class LabelQueueCrashTest {

    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-01-01T00:00:00Z"));

    @TempDir
    Path directory;

    /** Labels until there is nothing left; returns what it got. */
    private static List<String> work(Path job, String by) throws IOException {
        LabelQueue queue = new LabelQueue(job, "digits", InstantSource.system());
        List<String> got = new ArrayList<>();
        for (Optional<QueuedSample> next = queue.next(by); next.isPresent(); next = queue.next(by)) {
            queue.label(by, next.get().sample().content(), "1", false);
            got.add(next.get().sample().content());
        }
        return got;
    }

    @Test
    void severalPeopleAtOnceNeverGetTheSameSample() throws Exception {
        Queues.filled(new LabelQueue(directory, "digits", InstantSource.system()), 120, 1);
        ExecutorService people = Executors.newFixedThreadPool(8);
        try {
            List<Callable<List<String>>> all = new ArrayList<>();
            for (int person = 0; person < 8; person++) {
                String by = "person" + person;
                all.add(() -> work(directory, by));
            }
            List<String> got = new ArrayList<>();
            for (Future<List<String>> one : people.invokeAll(all, 30, TimeUnit.SECONDS)) {
                got.addAll(one.get());
            }
            assertThat(got).hasSize(120).doesNotHaveDuplicates();
        } finally {
            people.shutdownNow();
        }
    }

    /** What a process of its own does: labels, printing each sample after it is on disk. */
    public static void main(String[] arguments) throws IOException {
        LabelQueue queue = new LabelQueue(Path.of(arguments[0]), "digits", InstantSource.system());
        for (Optional<QueuedSample> next = queue.next(arguments[1]); next.isPresent(); next = queue.next(arguments[1])) {
            queue.label(arguments[1], next.get().sample().content(), "1", false);
            System.out.println(next.get().sample().content());
        }
    }

    private Process start(Path job, String by, Path output) throws IOException {
        return new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"),
                LabelQueueCrashTest.class.getName(), job.toString(), by).redirectErrorStream(true).redirectOutput(output.toFile()).start();
    }

    @Test
    void processesThatAreKilledLoseNothingThatTheySaidAndGiveNobodyASampleTwice() throws Exception {
        LabelQueue queue = Queues.filled(new LabelQueue(directory, "digits", InstantSource.system()), 600, 1);
        Path first = directory.resolve("first.txt");
        Path second = directory.resolve("second.txt");
        Process killed = start(directory, "killed", first);
        Process other = start(directory, "other", second);
        try {
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
            while (lines(first).size() < 20 && killed.isAlive() && System.nanoTime() < end) {
                Thread.sleep(5);
            }
            killed.destroyForcibly().waitFor();
            other.destroyForcibly().waitFor();
        } finally {
            killed.destroyForcibly();
            other.destroyForcibly();
        }
        List<String> said = lines(first);
        assertThat(said).hasSizeGreaterThanOrEqualTo(20);
        for (List<String> lines : List.of(said, lines(second))) {
            for (String id : lines) {
                assertThat(queue.find(id).orElseThrow().settlement(1)).as(id).isPresent();
            }
        }
        Set<String> both = new HashSet<>(said);
        both.retainAll(lines(second));
        assertThat(both).isEmpty();
        for (QueuedSample sample : queue.samples(Optional.empty())) {
            assertThat(sample.votes()).hasSizeLessThanOrEqualTo(1);
        }
        assertThat(queue.next("carol")).as("it goes on").isPresent();
    }

    private static List<String> lines(Path file) throws IOException {
        return Files.exists(file) ? Files.readAllLines(file).stream().filter(line -> line.length() == 64).toList() : List.of();
    }

    @Test
    void everyCutOfTheLogIsOneTruthAndGoesOn() throws IOException {
        Path whole = directory.resolve("whole");
        LabelQueue queue = Queues.filled(new LabelQueue(whole, "digits", CLOCK), 2, 2);
        String id = queue.next("alice").orElseThrow().sample().content();
        queue.label("alice", id, "3", false);
        queue.label("bob", id, "4", false);
        queue.undo("bob");
        queue.label("bob", id, "3", false);
        byte[] bytes = Files.readAllBytes(new JobLayout(whole).labels("digits"));
        int votes = 0;
        for (int length = 0; length <= bytes.length; length += length < bytes.length - 900 ? 97 : 7) {
            Path cut = directory.resolve("cut" + length);
            Files.createDirectories(new JobLayout(cut).directory());
            Files.write(new JobLayout(cut).labels("digits"), Arrays.copyOf(bytes, length));
            LabelQueue again = new LabelQueue(cut, "digits", CLOCK);
            Optional<QueuedSample> sample = again.find(id);
            int now = sample.map(found -> found.votes().size()).orElse(0);
            assertThat(Math.abs(now - votes)).as("after %d bytes", length).isLessThanOrEqualTo(1);
            votes = now;
            if (again.view().settings().isPresent() && sample.isPresent() && sample.get().isFor("carol", 2, CLOCK.instant())) {
                again.label("carol", id, "9", false);
                assertThat(Files.readAllLines(new JobLayout(cut).labels("digits"))).as("the torn line is gone").last().asString().contains("\"by\":\"carol\"");
            }
        }
    }

}
