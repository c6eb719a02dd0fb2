package hudson.model;

import hudson.util.LogTaskListener;
import java.io.IOException;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Periodic work that may take long; it runs on a thread of its own, never twice at once. */
public abstract class AsyncPeriodicWork extends PeriodicWork {

    private static final Logger LOGGER = Logger.getLogger(AsyncPeriodicWork.class.getName());

    public final String name;
    private Thread thread;

    protected AsyncPeriodicWork(String name) {
        this.name = name;
    }

    @Override
    public final void doRun() {
        if (thread != null && thread.isAlive()) {
            LOGGER.log(getSlowLoggingLevel(), () -> name + " still runs, so this time is left out");
            return;
        }
        thread = new Thread(this::executeLogged, name + " thread");
        thread.setDaemon(true);
        thread.start();
    }

    private void executeLogged() {
        try (LogTaskListener listener = new LogTaskListener(LOGGER, getNormalLoggingLevel())) {
            execute(listener);
        } catch (InterruptedException e) {
            LOGGER.log(getNormalLoggingLevel(), e, () -> name + " was stopped");
        } catch (IOException | RuntimeException e) {
            LOGGER.log(getErrorLoggingLevel(), e, () -> name + " failed");
        }
    }

    protected Level getNormalLoggingLevel() {
        return Level.FINE;
    }

    protected Level getSlowLoggingLevel() {
        return Level.FINE;
    }

    protected Level getErrorLoggingLevel() {
        return Level.WARNING;
    }

    protected abstract void execute(TaskListener listener) throws IOException, InterruptedException;
}
