package hudson.model;

import java.util.List;

/** Reports to the log of a build. */
public interface BuildListener extends TaskListener {

    default void started(List<Cause> causes) {
        if (causes == null || causes.isEmpty()) {
            getLogger().println("Started");
            return;
        }
        causes.forEach(c -> c.print(this));
    }

    default void finished(Result result) {
        getLogger().println("Finished: " + result);
    }
}
