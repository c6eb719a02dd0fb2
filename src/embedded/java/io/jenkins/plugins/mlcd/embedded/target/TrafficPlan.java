package io.jenkins.plugins.mlcd.embedded.target;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.mlcd.embedded.config.RunConfig.TrafficPhase;
import io.jenkins.plugins.mlcd.loop.Registry;
import io.jenkins.plugins.mlcd.loop.Stage;
import io.jenkins.plugins.mlcd.loop.StageChange;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Sends the traffic of one target, phase by phase: the newest phase that is due replaces the one before. */
final class TrafficPlan implements AutoCloseable {

    private static final Logger LOGGER = Logger.getLogger(TrafficPlan.class.getName());
    private static final Duration POLL = Duration.ofSeconds(1);

    private final RunningTarget target;
    private final Path job;
    private final Instant started;
    private final Consumer<String> say;
    private final Thread thread;
    private volatile boolean closed;
    private TrafficPhase running;
    private MlcdProcess replay;

    TrafficPlan(RunningTarget target, Path job, Instant started, Consumer<String> say) {
        this.target = target;
        this.job = job;
        this.started = started;
        this.say = say;
        this.thread = new Thread(this::follow, "traffic " + target.config().name());
        thread.setDaemon(true);
    }

    void start() {
        if (!target.config().traffic().isEmpty()) {
            thread.start();
        }
    }

    private void follow() {
        try {
            while (!closed) {
                step();
                Thread.sleep(POLL.toMillis());
            }
        } catch (InterruptedException e) {
            LOGGER.log(Level.FINE, "traffic stops", e);
        } catch (IOException e) {
            say.accept("Traffic to '" + target.config().name() + "' stops: " + e.getMessage());
        }
    }

    private synchronized void step() throws IOException {
        TrafficPhase due = due(target.config().traffic(), started, promotion().orElse(null), Instant.now());
        boolean over = replay != null && !replay.isAlive();
        if (closed || due == null || due.equals(running) && !over) {
            return;
        }
        if (over && due.equals(running) && running.count().isPresent()) {
            return;
        }
        if (over && due.equals(running)) {
            throw new IOException(replay.lastWords());
        }
        stop();
        running = due;
        say.accept("Traffic to '" + target.config().name() + "': " + due.data() + ", " + due.rate() + " requests/s");
        replay = target.replay(due);
    }

    /** The last phase whose time has come, or null. */
    @CheckForNull
    static TrafficPhase due(List<TrafficPhase> phases, Instant started, @CheckForNull Instant promoted, Instant now) {
        TrafficPhase due = null;
        for (TrafficPhase phase : phases) {
            Instant from = phase.afterPromotion() ? promoted : started;
            if (from != null && !now.isBefore(from.plus(phase.delay()))) {
                due = phase;
            }
        }
        return due;
    }

    /** When a build of this run first promoted the model. */
    private Optional<Instant> promotion() throws IOException {
        if (target.config().initial().isEmpty()) {
            return Optional.empty();
        }
        return Registry.of(job).history(target.config().initial().get().model()).stream()
                .filter(change -> change.stage() == Stage.PRODUCTION && change.build() > 0)
                .map(StageChange::at)
                .filter(at -> at.isAfter(started))
                .findFirst();
    }

    private void stop() throws IOException {
        if (replay != null) {
            replay.close();
        }
    }

    @Override
    public void close() throws IOException {
        closed = true;
        thread.interrupt();
        synchronized (this) {
            stop();
        }
    }
}
