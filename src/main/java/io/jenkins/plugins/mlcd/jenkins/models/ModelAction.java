package io.jenkins.plugins.mlcd.jenkins.models;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.EnvVars;
import hudson.model.EnvironmentContributingAction;
import hudson.model.InvisibleAction;
import hudson.model.Run;

/** Which model version a build registered; the steps after it find it as {@code ML_MODEL_VERSION}. */
public final class ModelAction extends InvisibleAction implements EnvironmentContributingAction {

    /** Name of the variable. */
    public static final String VARIABLE = "ML_MODEL_VERSION";

    private final String version;

    ModelAction(String version) {
        this.version = version;
    }

    /** Such as {@code digits:42}. */
    public String getVersion() {
        return version;
    }

    /** The build means this version from now on. */
    public static void set(Run<?, ?> run, String version) {
        run.addOrReplaceAction(new ModelAction(version));
    }

    @Override
    public void buildEnvironment(@NonNull Run<?, ?> run, @NonNull EnvVars env) {
        env.put(VARIABLE, version);
    }
}
