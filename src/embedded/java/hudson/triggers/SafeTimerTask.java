package hudson.triggers;

import java.util.TimerTask;
import java.util.logging.Level;
import java.util.logging.Logger;

/** A timer task whose failure is logged and does not end its repetition. */
public abstract class SafeTimerTask extends TimerTask {

    private static final Logger LOGGER = Logger.getLogger(SafeTimerTask.class.getName());

    @Override
    public final void run() {
        try {
            doRun();
        } catch (Exception e) {
            LOGGER.log(Level.SEVERE, e, () -> "timer task " + this + " failed");
        }
    }

    protected abstract void doRun() throws Exception;
}
