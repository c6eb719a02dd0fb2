package io.jenkins.plugins.mlcd.notify;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Decides when notices go out. Without a digest each goes at once, but at most so many messages an hour; what exceeds that is collected
 * and goes as one digest when there is room again. With a digest all are collected. Reads no clock; used by one thread at a time.
 */
public final class MailBox {

    /** Notices that wait at most; later ones are left out, for the inbox has them all and a storm must take no memory. */
    static final int MOST_WAITING = 1_000;

    private static final Duration HOUR = Duration.ofHours(1);

    private final Duration digest;
    private final int perHour;
    private final List<Notice> waiting = new ArrayList<>();
    private final Deque<Instant> sent = new ArrayDeque<>();
    private Instant since = Instant.MIN;

    /**
     * @param digest how long notices are collected, 0 for not at all
     * @param perHour most messages in an hour, at least 1
     */
    public MailBox(Duration digest, int perHour) {
        if (digest.isNegative() || perHour < 1) {
            throw new IllegalArgumentException("digest must not be negative and perHour must be at least 1, but they are " + digest + " and " + perHour);
        }
        this.digest = digest;
        this.perHour = perHour;
    }

    public void add(Notice notice, Instant now) {
        if (waiting.isEmpty()) {
            since = now;
        }
        if (waiting.size() < MOST_WAITING) {
            waiting.add(notice);
        }
    }

    /** What is to be sent now. */
    public Optional<Message> take(Instant now) {
        while (!sent.isEmpty() && !now.isBefore(sent.peekFirst().plus(HOUR))) {
            sent.removeFirst();
        }
        if (waiting.isEmpty() || now.isBefore(since.plus(digest)) || sent.size() >= perHour) {
            return Optional.empty();
        }
        return Optional.of(all(now));
    }

    /** What is left, whatever the time. */
    public Optional<Message> rest(Instant now) {
        return waiting.isEmpty() ? Optional.empty() : Optional.of(all(now));
    }

    private Message all(Instant now) {
        Message message = new Message(waiting);
        waiting.clear();
        sent.addLast(now);
        return message;
    }
}
