package hudson.model;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.EnvVars;

/** An action that adds environment variables to its build. */
public interface EnvironmentContributingAction extends Action {

    default void buildEnvironment(@NonNull Run<?, ?> run, @NonNull EnvVars env) {
        // nothing by default
    }
}
