package io.jenkins.plugins.mlcd.embedded.steps;

import hudson.AbortException;
import hudson.EnvVars;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jenkinsci.plugins.workflow.steps.EnvironmentExpander;
import org.jenkinsci.plugins.workflow.steps.BodyInvoker;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;

/** Runs its block with variables such as {@code ["A=1", "PATH+TOOL=/opt/tool/bin"]}. */
public final class WithEnvStep extends Step {

    private final List<String> overrides;

    @DataBoundConstructor
    public WithEnvStep(List<String> overrides) {
        this.overrides = overrides;
    }

    public List<String> getOverrides() {
        return overrides;
    }

    @Override
    public StepExecution start(StepContext context) {
        return new BlockExecution(context, this::invoke);
    }

    private BodyInvoker invoke(StepContext context) throws Exception {
        EnvironmentExpander outer = context.get(EnvironmentExpander.class);
        return context.newBodyInvoker().withContext(EnvironmentExpander.merge(outer, new Overrides(overrides)));
    }

    /** Applies the list in its order, so that later entries see earlier ones. */
    private static final class Overrides extends EnvironmentExpander {

        private static final long serialVersionUID = 1L;

        private final Map<String, String> variables = new LinkedHashMap<>();

        Overrides(List<String> entries) throws AbortException {
            for (String entry : entries) {
                int equals = entry.indexOf('=');
                if (equals < 1) {
                    throw new AbortException("withEnv: '" + entry + "' is not of the form NAME=VALUE");
                }
                variables.put(entry.substring(0, equals), entry.substring(equals + 1));
            }
        }

        @Override
        public void expand(EnvVars env) {
            env.overrideAll(variables);
        }
    }

    /** Registers the step. */
    public static final class DescriptorImpl extends StockDescriptor {
        public DescriptorImpl() {
            super("withEnv", "Set environment variables", true);
        }
    }
}
