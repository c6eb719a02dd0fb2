package io.jenkins.plugins.mlcd.loop;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.mlcd.record.EventLog;
import io.jenkins.plugins.mlcd.record.EventLog.Durability;
import io.jenkins.plugins.mlcd.record.Json;
import io.jenkins.plugins.mlcd.record.Schema;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Everything that came in from outside, for all jobs, in the order in which it came: one log, so that many senders share one fsync and
 * the answer need not wait for any job. A {@link Dispatcher} takes it from here to the jobs' inboxes; how far it got is kept beside the
 * log, so that what was accepted before a crash is dispatched after it. The log is cut into files, and those that are dispatched are
 * removed but for the last few. Safe for use by several threads.
 */
public final class Intake implements Closeable {

    /** A file is closed and the next one begun when it is longer. */
    public static final long SEGMENT_BYTES = 16L << 20;

    /** Dispatched files that are kept, for people who ask what came in. */
    private static final int KEPT_SEGMENTS = 2;

    private static final Pattern SEGMENT = Pattern.compile("webhook-(\\d{1,9})\\.jsonl");

    /** A place in the log: everything before it was dispatched. */
    public record Place(int segment, long offset) implements Comparable<Place> {

        @Override
        public int compareTo(Place other) {
            return segment != other.segment ? Integer.compare(segment, other.segment) : Long.compare(offset, other.offset);
        }
    }

    /** One occurrence and when it came in. */
    public record Arrival(Instant at, Occurrence occurrence) {}

    /** Arrivals in order, and the place behind the last of them. */
    public record Batch(List<Arrival> arrivals, Place end) {}

    private final Path directory;
    private final InstantSource clock;
    private final long segmentBytes;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition more = lock.newCondition();
    private int segment;
    private EventLog log;
    private Place durable;
    private boolean closed;

    private Intake(Path directory, InstantSource clock, long segmentBytes) throws IOException {
        this.directory = directory;
        this.clock = clock;
        this.segmentBytes = segmentBytes;
        List<Integer> segments = segments();
        segment = segments.isEmpty() ? 1 : segments.get(segments.size() - 1);
        log = EventLog.open(file(segment), Schema.INTAKE);
        log.sync(log.due());
        durable = new Place(segment, log.due());
    }

    public static Intake open(Path directory, InstantSource clock) throws IOException {
        return open(directory, clock, SEGMENT_BYTES);
    }

    public static Intake open(Path directory, InstantSource clock, long segmentBytes) throws IOException {
        Files.createDirectories(directory);
        return new Intake(directory, clock, segmentBytes);
    }

    /** Returns when all of them are on disk, and all or none of them survive a crash before that. */
    public void accept(List<Occurrence> occurrences) throws IOException {
        if (occurrences.isEmpty()) {
            return;
        }
        ObjectNode event = Json.object().put("event", "accepted").put("at", clock.instant().toString());
        ArrayNode all = event.putArray("occurrences");
        occurrences.forEach(occurrence -> all.add(Json.mapper().<JsonNode>valueToTree(occurrence)));
        Written written = write(event);
        written.log.sync(written.end.offset);
        lock.lock();
        try {
            durable = written.end.compareTo(durable) > 0 ? written.end : durable;
            more.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private record Written(EventLog log, Place end) {}

    private Written write(ObjectNode event) throws IOException {
        lock.lock();
        try {
            if (closed) {
                throw new IOException("the intake is closed");
            }
            if (log.due() > segmentBytes) {
                rotate();
            }
            return new Written(log, new Place(segment, log.write(event, Durability.SYNCED)));
        } finally {
            lock.unlock();
        }
    }

    /** Closing a log syncs it, so a later place is never durable before an earlier one. */
    private void rotate() throws IOException {
        EventLog next = EventLog.open(file(segment + 1), Schema.INTAKE);
        log.close();
        log = next;
        segment++;
    }

    /**
     * What comes after {@code from}, about {@code most} arrivals; waits up to {@code patience} when there is nothing yet, and is empty then.
     *
     * @throws InterruptedException when the waiting thread is interrupted
     */
    public Batch read(Place from, int most, Duration patience) throws IOException, InterruptedException {
        Place until = await(from, patience);
        if (from.compareTo(until) >= 0) {
            return new Batch(List.of(), from);
        }
        if (from.segment < until.segment) {
            Batch rest = IntakeReader.read(file(from.segment), from, Long.MAX_VALUE, most);
            return rest.arrivals.isEmpty() ? read(new Place(from.segment + 1, 0), most, Duration.ZERO) : rest;
        }
        return IntakeReader.read(file(from.segment), from, until.offset, most);
    }

    private Place await(Place from, Duration patience) throws InterruptedException {
        long nanos = patience.toNanos();
        lock.lockInterruptibly();
        try {
            while (from.compareTo(durable) >= 0 && nanos > 0 && !closed) {
                nanos = more.awaitNanos(nanos);
            }
            return durable;
        } finally {
            lock.unlock();
        }
    }

    /** Behind the last event that is on disk. */
    public Place end() {
        lock.lock();
        try {
            return durable;
        } finally {
            lock.unlock();
        }
    }

    /** Up to where everything is dispatched, as it was last {@linkplain #dispatched recorded}; the oldest place at first. */
    public Place dispatched() throws IOException {
        if (!Files.exists(cursor())) {
            return new Place(segments().get(0), 0);
        }
        Place recorded = Json.read(cursor(), Place.class);
        int oldest = segments().get(0);
        return recorded.segment < oldest ? new Place(oldest, 0) : recorded;
    }

    /** Records that everything before {@code place} is in the inboxes, durably, and removes files that nobody needs any more. */
    public void dispatched(Place place) throws IOException {
        Json.write(cursor(), place);
        for (int old : segments()) {
            if (old < place.segment - KEPT_SEGMENTS) {
                Files.deleteIfExists(file(old));
            }
        }
    }

    private Path cursor() {
        return directory.resolve("webhook-dispatched.json");
    }

    private Path file(int number) {
        return directory.resolve("webhook-%06d.jsonl".formatted(number));
    }

    private List<Integer> segments() throws IOException {
        List<Integer> numbers = new ArrayList<>();
        try (Stream<Path> files = Files.list(directory)) {
            files.forEach(file -> {
                Matcher name = SEGMENT.matcher(file.getFileName().toString());
                if (name.matches()) {
                    numbers.add(Integer.parseInt(name.group(1)));
                }
            });
        }
        numbers.sort(null);
        return numbers;
    }

    @Override
    public void close() throws IOException {
        lock.lock();
        try {
            closed = true;
            more.signalAll();
            log.close();
        } finally {
            lock.unlock();
        }
    }
}
