package io.jenkins.plugins.mlcd.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.mlcd.record.EventLog;
import io.jenkins.plugins.mlcd.record.Json;
import io.jenkins.plugins.mlcd.record.Schema;
import io.jenkins.plugins.mlcd.sweep.StudyState;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Seconds until a study of so many trials is in memory, from its log as the engine reads it; from SQLite only its rows, parsed; and only the bytes. */
final class RecordLoads {

    private static final double AIM_SECONDS = 2;
    private static final int REPEATS = 3;

    private final Path directory;
    private final List<Integer> sizes;

    RecordLoads(Path directory, List<Integer> sizes) {
        this.directory = directory;
        this.sizes = sizes;
    }

    private interface Work {
        void run() throws Exception;
    }

    void run(PrintWriter out, Aims aims) throws Exception {
        Table table = new Table("seconds to load a study", "trials", "events", "MB", "record", "of that cpu", "sqlite, rows parsed", "raw file");
        double last = 0;
        for (int size : sizes) {
            Path log = directory.resolve("load-" + size + ".jsonl");
            Path database = directory.resolve("load-" + size + ".db");
            int events = write(log, database, size);
            last = best(() -> read(log, size));
            table.row("", size, events, Files.size(log) / 1e6, last, cpu(() -> read(log, size)), best(() -> sqlite(database, events)), best(() -> Files.readAllBytes(log)));
        }
        table.print(out);
        aims.atMost("load_study_seconds", last, AIM_SECONDS);
    }

    private static int write(Path log, Path database, int trials) throws Exception {
        List<String> lines = new ArrayList<>();
        try (EventLog events = EventLog.open(log, Schema.STUDY)) {
            events.write(RecordedStudy.defined(), EventLog.Durability.WRITTEN);
            for (int trial = 0; trial < trials; trial++) {
                for (ObjectNode event : RecordedStudy.trial(trial)) {
                    events.write(event, EventLog.Durability.WRITTEN);
                    lines.add(Json.line(event));
                }
            }
        }
        try (SqliteRecord record = new SqliteRecord(database)) {
            record.append(lines, lines.size());
        }
        return lines.size() + 1;
    }

    /** The best of some: others may use the machine meanwhile. */
    private static double best(Work work) throws Exception {
        double best = Double.POSITIVE_INFINITY;
        for (int i = 0; i < REPEATS; i++) {
            long start = System.nanoTime();
            work.run();
            best = Math.min(best, (System.nanoTime() - start) / 1e9);
        }
        return best;
    }

    /** Of this thread, once; a machine that is busy does not add to it. */
    private static double cpu(Work work) throws Exception {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long start = threads.getCurrentThreadCpuTime();
        work.run();
        return (threads.getCurrentThreadCpuTime() - start) / 1e9;
    }

    private static void read(Path log, int trials) throws IOException {
        int found = StudyState.read(log).trials().size();
        if (found != trials) {
            throw new IOException(log + " has " + found + " trials, not " + trials);
        }
    }

    private static void sqlite(Path database, int events) throws Exception {
        int[] rows = {1};
        try (SqliteRecord record = new SqliteRecord(database)) {
            record.read(line -> {
                try {
                    rows[0] += Json.parseObject(line).isEmpty() ? 0 : 1;
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
        if (rows[0] != events) {
            throw new IOException(database + " has " + rows[0] + " events, not " + events);
        }
    }
}
