package io.jenkins.plugins.mlcd.kubernetes;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Takes a container's log apart that is read with times, in pieces, over connections that may drop anywhere, and hands on
 * each line exactly once. The API server reads on only from whole seconds, so a new connection repeats lines; they are
 * known by their time and text. Safe for use by several threads.
 */
public final class LogCursor {

    /** Longer lines are cut: no report is that long. */
    private static final int MAX_LINE = 1 << 16;

    private final Consumer<String> lines;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();

    /** The second of the newest line, from which a new connection would repeat, and the lines since then. */
    private Instant second = Instant.MIN;

    private Map<Line, Integer> recent = new HashMap<>();

    /** Those that this connection has not repeated yet. */
    private Map<Line, Integer> expected = new HashMap<>();

    private record Line(Instant time, String text) {}

    /** @param lines told of each line, without its time */
    public LogCursor(Consumer<String> lines) {
        this.lines = lines;
    }

    /**
     * A new connection begins; what the former one left of a line will come again.
     *
     * @return from when on to read, for the API's {@code sinceTime}; empty for the beginning
     */
    public synchronized Optional<String> connect() {
        line.reset();
        expected = new HashMap<>(recent);
        return second.equals(Instant.MIN) ? Optional.empty() : Optional.of(second.toString());
    }

    /** Takes in bytes of the connection. */
    public synchronized void read(byte[] bytes, int offset, int length) {
        for (int i = offset; i < offset + length; i++) {
            if (bytes[i] == '\n') {
                endLine();
            } else if (line.size() < MAX_LINE) {
                line.write(bytes[i]);
            }
        }
    }

    /** The container has ended and all of its log was read: what is left is a line. */
    public synchronized void end() {
        if (line.size() > 0) {
            endLine();
        }
    }

    private void endLine() {
        parse(line.toString(StandardCharsets.UTF_8).stripTrailing()).ifPresent(this::take);
        line.reset();
    }

    private void take(Line found) {
        if (expected.containsKey(found)) {
            expected.computeIfPresent(found, (same, left) -> left == 1 ? null : left - 1);
            return;
        }
        Instant floor = found.time().truncatedTo(ChronoUnit.SECONDS);
        if (floor.isAfter(second)) {
            second = floor;
            recent.keySet().removeIf(old -> old.time().isBefore(floor));
        }
        if (!found.time().isBefore(second)) {
            recent.merge(found, 1, Integer::sum);
        }
        lines.accept(found.text());
    }

    /** Empty for the kubelet's own words, such as "unable to retrieve container logs", which have no time. */
    private static Optional<Line> parse(String text) {
        int space = text.indexOf(' ');
        try {
            String time = space < 0 ? text : text.substring(0, space);
            return Optional.of(new Line(Instant.parse(time), space < 0 ? "" : text.substring(space + 1)));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
