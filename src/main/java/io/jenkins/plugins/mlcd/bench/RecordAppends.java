package io.jenkins.plugins.mlcd.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.mlcd.record.EventLog;
import io.jenkins.plugins.mlcd.record.Json;
import io.jenkins.plugins.mlcd.record.Schema;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** Events a second until they are on disk: by threads that each wait for their event, with one fsync for all who wait. */
final class RecordAppends {

    private static final int WRITERS = 256;
    private static final int BATCH = 100;
    /** A file that is synced after each event is slow, and equally so for many. */
    private static final int MOST_SYNCED_SINGLY = 1_000;
    private static final double AIM = 20_000;

    private final Path directory;
    private final List<Integer> sizes;

    RecordAppends(Path directory, List<Integer> sizes) {
        this.directory = directory;
        this.sizes = sizes;
    }

    private interface Work {
        void run() throws Exception;
    }

    void run(PrintWriter out, Aims aims) throws Exception {
        warmUp();
        Table table = new Table("events/s, each on disk", "events", "record, " + WRITERS + " writers", "record, 1 writer, " + BATCH + " a sync", "sqlite, 1 a commit",
                "sqlite, " + BATCH + " a commit", "raw file, 1 a sync", "raw file, 1 sync in all");
        double last = 0;
        for (int size : sizes) {
            List<ObjectNode> events = RecordedStudy.events(size);
            List<String> lines = events.stream().map(Json::line).toList();
            String name = "append-" + size;
            last = rate(size, () -> manyWriters(directory.resolve(name), events));
            double batched = rate(size, () -> oneWriter(directory.resolve(name + "-batched"), events));
            int single = Math.min(size, MOST_SYNCED_SINGLY);
            table.row("", size, last, batched, rate(single, () -> sqlite(directory.resolve(name + "-1.db"), lines.subList(0, single), 1)),
                    rate(size, () -> sqlite(directory.resolve(name + ".db"), lines, BATCH)),
                    rate(single, () -> raw(directory.resolve(name + "-1.raw"), lines.subList(0, single), 1)),
                    rate(size, () -> raw(directory.resolve(name + ".raw"), lines, size)));
        }
        table.print(out);
        aims.atLeast("appended_events_per_second", last, AIM);
    }

    private void warmUp() throws Exception {
        List<ObjectNode> events = RecordedStudy.events(20_000);
        manyWriters(directory.resolve("warm-up"), events);
        sqlite(directory.resolve("warm-up.db"), events.stream().map(Json::line).toList(), BATCH);
    }

    private static double rate(int events, Work work) throws Exception {
        long start = System.nanoTime();
        work.run();
        return events / ((System.nanoTime() - start) / 1e9);
    }

    private static void manyWriters(Path file, List<ObjectNode> events) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(WRITERS);
        AtomicInteger next = new AtomicInteger();
        try (EventLog log = EventLog.open(file, Schema.STUDY)) {
            List<Future<?>> writers = new ArrayList<>();
            for (int writer = 0; writer < WRITERS; writer++) {
                writers.add(threads.submit(() -> {
                    for (int i = next.getAndIncrement(); i < events.size(); i = next.getAndIncrement()) {
                        log.append(events.get(i));
                    }
                    return null;
                }));
            }
            for (Future<?> writer : writers) {
                writer.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static void oneWriter(Path file, List<ObjectNode> events) throws IOException {
        try (EventLog log = EventLog.open(file, Schema.STUDY)) {
            long end = 0;
            for (int i = 0; i < events.size(); i++) {
                end = log.write(events.get(i), EventLog.Durability.SYNCED);
                if ((i + 1) % BATCH == 0) {
                    log.sync(end);
                }
            }
            log.sync(end);
        }
    }

    private static void sqlite(Path file, List<String> lines, int batch) throws Exception {
        try (SqliteRecord record = new SqliteRecord(file)) {
            record.append(lines, batch);
        }
    }

    private static void raw(Path file, List<String> lines, int batch) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            for (int i = 0; i < lines.size(); i++) {
                channel.write(ByteBuffer.wrap((lines.get(i) + "\n").getBytes(StandardCharsets.UTF_8)));
                if ((i + 1) % batch == 0) {
                    channel.force(false);
                }
            }
            channel.force(false);
        }
    }
}
