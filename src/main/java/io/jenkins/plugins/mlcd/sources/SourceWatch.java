package io.jenkins.plugins.mlcd.sources;

import io.jenkins.plugins.mlcd.record.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.random.RandomGenerator;

/**
 * Watches one source of a job. The first look only says what is there; each later one that finds other content delivers a change.
 * A change is delivered before it is noted, under a key that is the same when a crash comes in between: the receiver knows it then,
 * and nothing is lost or doubled. Used by one thread at a time.
 */
public final class SourceWatch {

    private static final Logger LOGGER = Logger.getLogger(SourceWatch.class.getName());
    private static final int NAME_DIGITS = 16;

    private final String name;
    private final Source source;
    private final Pace pace;
    private final Path file;
    private final InstantSource clock;
    private final RandomGenerator random;

    /** Takes changes; it keeps what it takes on disk, and takes the same key once. */
    @FunctionalInterface
    public interface Receiver {
        void receive(SourceChange change) throws IOException;
    }

    /**
     * @param name what is looked at, as people write it; another name is another source
     * @param directory where the states of the job's sources are
     */
    public SourceWatch(String name, Source source, Pace pace, Path directory, InstantSource clock, RandomGenerator random) {
        this.name = name;
        this.source = source;
        this.pace = pace;
        this.file = directory.resolve(Sha256.of(name).substring(0, NAME_DIGITS) + ".json");
        this.clock = clock;
        this.random = random;
    }

    /** What is known of the source; empty before the first look. */
    public Optional<SourceState> state() throws IOException {
        return SourceState.read(file);
    }

    /** Whether the time of the next look has come. */
    public boolean isDue() throws IOException {
        return state().map(state -> !clock.instant().isBefore(state.lookAt())).orElse(true);
    }

    /**
     * Looks once, delivers what has changed, and notes it. A source that cannot be looked at is noted too, and said once in the log.
     *
     * @return the change that was delivered
     * @throws IOException when the note cannot be written or the receiver cannot take the change, which is then delivered again
     */
    public Optional<SourceChange> look(Receiver receiver) throws IOException, InterruptedException {
        SourceState state = state().orElseGet(() -> SourceState.fresh(name, clock.instant()));
        Optional<Observation> now;
        try {
            now = source.look(state.seen());
        } catch (IOException | RuntimeException e) {
            failed(state, e);
            return Optional.empty();
        }
        Optional<SourceChange> change = now.flatMap(observation -> change(state, observation));
        if (change.isPresent()) {
            receiver.receive(change.get());
        }
        var next = pace.next(clock.instant(), 0, random);
        Json.write(file, now.map(observation -> state.looked(observation, change.isPresent(), next)).orElseGet(() -> state.waits(next)));
        return change;
    }

    private void failed(SourceState state, Exception e) throws IOException {
        String why = e.getMessage() == null ? e.toString() : e.getMessage();
        if (state.failures() == 0) {
            LOGGER.log(Level.WARNING, () -> name + " cannot be looked at: " + why);
        }
        Json.write(file, state.failed(why, pace.next(clock.instant(), state.failures() + 1, random)));
    }

    private Optional<SourceChange> change(SourceState state, Observation now) {
        return state.seen().filter(before -> !before.version().equals(now.version()))
                .map(before -> new SourceChange(name, "source:" + Sha256.of(name + "\n" + (state.changes() + 1) + "\n" + now.version()),
                        now.version(), before.version(), now.samples(), more(before.samples(), now.samples())));
    }

    private static OptionalLong more(OptionalLong before, OptionalLong now) {
        return before.isPresent() && now.isPresent() ? OptionalLong.of(Math.max(0, now.getAsLong() - before.getAsLong())) : OptionalLong.empty();
    }
}
