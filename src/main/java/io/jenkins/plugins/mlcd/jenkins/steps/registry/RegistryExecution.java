package io.jenkins.plugins.mlcd.jenkins.steps.registry;

import hudson.AbortException;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.mlcd.jenkins.models.ModelFiles;
import io.jenkins.plugins.mlcd.loop.Registry;
import java.io.IOException;
import java.util.Map;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.SynchronousNonBlockingStepExecution;

/** What the steps on the registry have in common: short work off the Pipeline's thread, and a user's mistake as one sentence. */
abstract class RegistryExecution extends SynchronousNonBlockingStepExecution<Map<String, Object>> {

    private static final long serialVersionUID = 1L;

    private final String function;

    RegistryExecution(StepContext context, String function) {
        super(context);
        this.function = function;
    }

    @Override
    protected final Map<String, Object> run() throws Exception {
        try {
            return work(build(), ModelFiles.registry(build()));
        } catch (AbortException e) {
            throw e;
        } catch (IllegalArgumentException | IOException e) {
            throw (AbortException) new AbortException(function + ": " + e.getMessage()).initCause(e);
        }
    }

    abstract Map<String, Object> work(Run<?, ?> run, Registry registry) throws Exception;

    Run<?, ?> build() throws IOException, InterruptedException {
        return getContext().get(Run.class);
    }

    void say(String line) throws IOException, InterruptedException {
        getContext().get(TaskListener.class).getLogger().println("[mlcd] " + line);
    }
}
