package io.jenkins.plugins.mlcd.jenkins.triggers;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Extension;
import hudson.ExtensionList;
import hudson.model.listeners.ItemListener;
import io.jenkins.plugins.mlcd.loop.Intake;
import io.jenkins.plugins.mlcd.loop.Occurrence;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.model.Jenkins;

/**
 * Where everything that happens outside enters Jenkins, whether a webhook told it or somebody looked: {@code $JENKINS_HOME/mlcd}. It is
 * on disk when {@link #accept} returns, and finds its jobs after that.
 */
@Extension
public final class EventIntake extends ItemListener {

    private static final Logger LOGGER = Logger.getLogger(EventIntake.class.getName());

    @CheckForNull
    private Intake intake;

    public static EventIntake get() {
        return ExtensionList.lookupSingleton(EventIntake.class);
    }

    /** Returns when all of them are on disk: none is lost from here on. */
    public void accept(List<Occurrence> occurrences) throws IOException {
        open().accept(occurrences);
    }

    private synchronized Intake open() throws IOException {
        if (intake == null) {
            intake = Intake.open(Jenkins.get().getRootDir().toPath().resolve("mlcd"), InstantSource.system());
        }
        return intake;
    }

    @Override
    public synchronized void onBeforeShutdown() {
        if (intake != null) {
            try {
                intake.close();
            } catch (IOException e) {
                LOGGER.log(Level.WARNING, e, () -> "the intake of webhooks could not be closed");
            }
            intake = null;
        }
    }
}
