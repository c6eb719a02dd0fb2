package io.jenkins.plugins.mlcd.agent.serve;

import io.jenkins.plugins.mlcd.monitor.profile.Profile;
import io.jenkins.plugins.mlcd.monitor.profile.ProfileBuilder;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The profile of traffic in windows of equal length, which begin at whole multiples of it; closed windows are kept for an
 * hour. A window that has closed never changes, and each belongs to exactly one of several spans that follow each other.
 * When the clock goes back behind the open window, that window is closed with what it has, and others begin at the earlier time; they may
 * cover a time that is covered already, but each sample is in one window only. Thread-safe.
 */
final class ProfileWindows {

    /** How long closed windows are kept. */
    static final Duration KEPT = Duration.ofHours(1);

    /** However short windows are, and however often the clock goes back. */
    private static final int MOST = 7_200;

    private final List<String> features;
    private final Duration length;
    private final InstantSource clock;
    private final Deque<Profile> closed = new ArrayDeque<>();
    private ProfileBuilder open;
    private Instant openSince;
    private boolean empty;

    ProfileWindows(List<String> features, Duration length, InstantSource clock) {
        if (length.toMillis() < 1 || length.compareTo(KEPT) > 0) {
            throw new IllegalArgumentException("a window lasts 1 ms to 1 h, but not " + length);
        }
        this.features = List.copyOf(features);
        this.length = length;
        this.clock = clock;
        start(clock.instant());
    }

    /** Lets {@code step} add to the window that is open now. */
    synchronized void update(Consumer<ProfileBuilder> step) {
        roll(clock.instant());
        step.accept(open);
        empty = false;
    }

    /** The windows that closed after {@code from} and not after {@code to}, merged; without bounds, all that are kept. */
    Profile merged(Optional<Instant> from, Optional<Instant> to) {
        List<Profile> chosen;
        synchronized (this) {
            roll(clock.instant());
            chosen = closed.stream()
                    .filter(window -> from.map(window.to()::isAfter).orElse(true))
                    .filter(window -> !to.map(window.to()::isAfter).orElse(false))
                    .toList();
        }
        return merged(chosen);
    }

    /** The newest closed windows that have at least {@code samples} together, merged; all of them when they have fewer. */
    Profile newest(int samples) {
        List<Profile> chosen = new ArrayList<>();
        synchronized (this) {
            roll(clock.instant());
            long together = 0;
            for (Iterator<Profile> newestFirst = closed.descendingIterator(); newestFirst.hasNext() && together < samples; ) {
                Profile window = newestFirst.next();
                chosen.add(window);
                together += window.samples();
            }
        }
        return merged(chosen);
    }

    /** By halves: merging one after the other would push the first values through a sketch again for each window. */
    static Profile merged(List<Profile> profiles) {
        return switch (profiles.size()) {
            case 0 -> Profile.empty();
            case 1 -> profiles.get(0);
            default -> {
                int half = profiles.size() / 2;
                yield merged(profiles.subList(0, half)).merge(merged(profiles.subList(half, profiles.size())));
            }
        };
    }

    private void roll(Instant now) {
        Instant end = openSince.plus(length);
        if (now.isBefore(end) && !now.isBefore(openSince.minus(length))) {
            return;
        }
        if (!empty) {
            closed.addLast(open.build(openSince, end));
        }
        closed.removeIf(window -> window.to().isBefore(now.minus(KEPT)));
        while (closed.size() > MOST) {
            closed.removeFirst();
        }
        start(now);
    }

    private void start(Instant now) {
        long millis = length.toMillis();
        openSince = Instant.ofEpochMilli(Math.floorDiv(now.toEpochMilli(), millis) * millis);
        open = new ProfileBuilder(features);
        empty = true;
    }
}
