package io.jenkins.plugins.mlcd.loop;

import io.jenkins.plugins.mlcd.loop.Intake.Arrival;
import io.jenkins.plugins.mlcd.loop.Intake.Batch;
import io.jenkins.plugins.mlcd.loop.Intake.Place;
import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.time.Duration;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Takes what came in to those that it concerns, in order, on a thread of its own; another thread records now and then how far that is on
 * disk. After a crash it begins where that was, so a delivery must bear being repeated.
 */
public final class Dispatcher implements Closeable {

    private static final Logger LOGGER = Logger.getLogger(Dispatcher.class.getName());

    private static final int MOST_AT_ONCE = 1_000;
    private static final Duration PATIENCE = Duration.ofMillis(200);
    private static final long CHECKPOINT_MILLIS = 1_000;
    private static final Duration BREATH = Duration.ofMillis(5);
    private static final long FIRST_PAUSE_MILLIS = 100;
    private static final long LONGEST_PAUSE_MILLIS = 30_000;

    /** Where occurrences go. */
    public interface Delivery {

        /** Survives a crash of this process when it returns. May be called again with the same. */
        void deliver(List<Arrival> arrivals) throws IOException;

        /**
         * Returns when everything that was delivered before the call is on disk.
         *
         * @param pause between two waits for the disk, which leaves it to those whose answers wait for it
         */
        void sync(Duration pause) throws IOException;
    }

    private final Intake intake;
    private final Delivery delivery;
    private final Thread dispatching = new Thread(this::dispatch, "mlcd: dispatching events");
    private final Thread recording = new Thread(this::record, "mlcd: recording what is dispatched");
    private volatile Place reached;
    private volatile boolean stopping;

    private Dispatcher(Intake intake, Delivery delivery, Place from) {
        this.intake = intake;
        this.delivery = delivery;
        this.reached = from;
    }

    /** Begins with what was accepted and not dispatched. */
    public static Dispatcher start(Intake intake, Delivery delivery) throws IOException {
        Dispatcher dispatcher = new Dispatcher(intake, delivery, intake.dispatched());
        dispatcher.dispatching.setDaemon(true);
        dispatcher.recording.setDaemon(true);
        dispatcher.dispatching.start();
        dispatcher.recording.start();
        return dispatcher;
    }

    private void dispatch() {
        long pause = FIRST_PAUSE_MILLIS;
        while (!stopping) {
            try {
                Batch batch = intake.read(reached, MOST_AT_ONCE, PATIENCE);
                if (!batch.arrivals().isEmpty()) {
                    delivery.deliver(batch.arrivals());
                }
                reached = batch.end();
                pause = FIRST_PAUSE_MILLIS;
            } catch (InterruptedException e) {
                return;
            } catch (IOException | RuntimeException e) {
                LOGGER.log(Level.SEVERE, e, () -> "events cannot be dispatched; they wait in the intake");
                if (!rest(pause)) {
                    return;
                }
                pause = Math.min(LONGEST_PAUSE_MILLIS, pause * 2);
            }
        }
    }

    private void record() {
        Place recorded = reached;
        while (!stopping && rest(CHECKPOINT_MILLIS)) {
            recorded = checkpoint(recorded, BREATH);
        }
    }

    private Place checkpoint(Place recorded, Duration pause) {
        Place now = reached;
        try {
            if (now.equals(recorded)) {
                return recorded;
            }
            delivery.sync(pause);
            intake.dispatched(now);
            return now;
        } catch (InterruptedIOException | ClosedByInterruptException e) {
            return recorded; // closing does it
        } catch (IOException | RuntimeException e) {
            LOGGER.log(Level.WARNING, e, () -> "how far events are dispatched cannot be recorded; they would be dispatched again after a restart");
            return recorded;
        }
    }

    private synchronized boolean rest(long millis) {
        long end = System.nanoTime() + millis * 1_000_000;
        try {
            for (long left = millis; !stopping && left > 0; left = (end - System.nanoTime()) / 1_000_000) {
                wait(left);
            }
            return !stopping;
        } catch (InterruptedException e) {
            return false;
        }
    }

    /** Up to where everything was dispatched. */
    public Place reached() {
        return reached;
    }

    /** Stops after the batch that is under way, and records how far that is. */
    @Override
    public void close() {
        synchronized (this) {
            stopping = true; // nobody is interrupted: that would close the files that are being written
            notifyAll();
        }
        try {
            dispatching.join(LONGEST_PAUSE_MILLIS);
            recording.interrupt(); // out of its pauses; what it does is done again below
            recording.join(LONGEST_PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        checkpoint(new Place(0, 0), Duration.ZERO);
    }
}
