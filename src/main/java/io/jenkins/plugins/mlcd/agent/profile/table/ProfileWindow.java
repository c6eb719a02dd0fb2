package io.jenkins.plugins.mlcd.agent.profile.table;

import io.jenkins.plugins.mlcd.monitor.profile.Profile;
import io.jenkins.plugins.mlcd.monitor.profile.ProfileBuilder;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * The builders of the windows of a table: one for all of it, or one for each stretch of time that begins at a whole multiple of its length.
 * At most {@value #OPEN} windows are open at once; when another one begins, the earliest is done.
 */
final class ProfileWindow {

    private static final int OPEN = 4;

    private final Optional<Duration> length;
    private final Supplier<ProfileBuilder> builders;
    private final ProfileSink sink;
    private final TreeMap<Instant, ProfileBuilder> open = new TreeMap<>();
    private Instant done = Instant.MIN;
    private Instant first = Instant.EPOCH;
    private Instant last = Instant.EPOCH;
    private boolean timed;

    ProfileWindow(Optional<Duration> length, Supplier<ProfileBuilder> builders, ProfileSink sink) {
        this.length = length;
        this.builders = builders;
        this.sink = sink;
        if (length.isPresent() && length.get().toMillis() < 1) {
            throw new IllegalArgumentException("a window lasts at least 1 ms");
        }
    }

    /**
     * The builder for a sample.
     *
     * @param at its time; empty in a table without
     * @throws IOException when the window of that time is done already
     */
    ProfileBuilder at(Optional<Instant> at, String where) throws IOException {
        at.ifPresent(this::span);
        Instant start = at.flatMap(time -> length.map(step -> startOf(time, step))).orElse(Instant.EPOCH);
        ProfileBuilder known = open.get(start);
        if (known != null) {
            return known;
        }
        if (length.isPresent() && start.isBefore(done)) {
            throw new IOException(where + " is of " + at.orElseThrow() + ", but that window was done " + OPEN
                    + " windows ago: sort the table by its time, or take longer windows");
        }
        if (open.size() == OPEN) {
            close(open.pollFirstEntry());
        }
        ProfileBuilder fresh = builders.get();
        open.put(start, fresh);
        return fresh;
    }

    private void span(Instant time) {
        first = timed && first.isBefore(time) ? first : time;
        last = timed && last.isAfter(time) ? last : time;
        timed = true;
    }

    private static Instant startOf(Instant time, Duration step) {
        return Instant.ofEpochMilli(Math.floorDiv(time.toEpochMilli(), step.toMillis()) * step.toMillis());
    }

    private void close(Map.Entry<Instant, ProfileBuilder> window) throws IOException {
        if (length.isPresent()) {
            done = window.getKey().plus(length.get());
            sink.accept(window.getValue().build(window.getKey(), done));
        } else {
            sink.accept(window.getValue().build(first, last));
        }
    }

    void end() throws IOException {
        while (!open.isEmpty()) {
            close(open.pollFirstEntry());
        }
    }
}
