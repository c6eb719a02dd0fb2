package org.jenkinsci.plugins.workflow.steps;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.EnvVars;
import hudson.ExtensionList;
import hudson.model.TaskListener;
import java.io.IOException;
import java.io.Serializable;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Changes the environment inside a body. */
public abstract class EnvironmentExpander implements Serializable {

    private static final long serialVersionUID = 1L;

    public abstract void expand(@NonNull EnvVars env) throws IOException, InterruptedException;

    /** Names of variables whose values must not be shown. */
    @NonNull
    public Set<String> getSensitiveVariables() {
        return Set.of();
    }

    public static EnvironmentExpander constant(@NonNull Map<String, String> env) {
        return new Constant(env);
    }

    public static EnvironmentExpander merge(@CheckForNull EnvironmentExpander original, @NonNull EnvironmentExpander subsequent) {
        return original == null ? subsequent : new Merged(original, subsequent);
    }

    /** {@code contextualEnvironment}, {@code customEnvironment} over it, then the expander, then the contributors. */
    @NonNull
    public static EnvVars getEffectiveEnvironment(@NonNull EnvVars customEnvironment, @CheckForNull EnvVars contextualEnvironment, @CheckForNull EnvironmentExpander expander, @CheckForNull StepContext stepContext, @NonNull TaskListener listener) throws IOException, InterruptedException {
        EnvVars env = contextualEnvironment == null ? new EnvVars() : new EnvVars(contextualEnvironment);
        env.putAll(customEnvironment);
        if (expander != null) {
            expander.expand(env);
        }
        if (stepContext != null) {
            for (StepEnvironmentContributor contributor : ExtensionList.lookup(StepEnvironmentContributor.class).reverseView()) {
                contributor.buildEnvironmentFor(stepContext, env, listener);
            }
        }
        return env;
    }

    private static final class Constant extends EnvironmentExpander {

        private static final long serialVersionUID = 1L;

        private final HashMap<String, String> env;

        Constant(Map<String, String> env) {
            this.env = new HashMap<>(env);
        }

        @Override
        public void expand(@NonNull EnvVars target) {
            target.overrideAll(env);
        }
    }

    private static final class Merged extends EnvironmentExpander {

        private static final long serialVersionUID = 1L;

        private final EnvironmentExpander original;
        private final EnvironmentExpander subsequent;

        Merged(EnvironmentExpander original, EnvironmentExpander subsequent) {
            this.original = original;
            this.subsequent = subsequent;
        }

        @Override
        public void expand(@NonNull EnvVars env) throws IOException, InterruptedException {
            original.expand(env);
            subsequent.expand(env);
        }

        @NonNull
        @Override
        public Set<String> getSensitiveVariables() {
            Set<String> both = new HashSet<>(original.getSensitiveVariables());
            both.addAll(subsequent.getSensitiveVariables());
            return both;
        }
    }
}
