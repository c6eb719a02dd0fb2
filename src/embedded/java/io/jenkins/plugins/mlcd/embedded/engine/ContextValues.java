package io.jenkins.plugins.mlcd.embedded.engine;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.EnvVars;
import hudson.FilePath;
import hudson.Launcher;
import hudson.LauncherDecorator;
import hudson.console.ConsoleLogFilter;
import hudson.model.Job;
import hudson.model.Node;
import hudson.model.Run;
import hudson.model.TaskListener;
import java.io.IOException;
import java.io.OutputStream;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jenkinsci.plugins.workflow.log.TaskListenerDecorator;
import org.jenkinsci.plugins.workflow.steps.EnvironmentExpander;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/**
 * What {@link StepContext#get} answers. Values come from the scope, but four are made of several: the listener (the branch's,
 * through decorators), the environment (the build's, the node's, the expanders'), the launcher and the build itself.
 */
final class ContextValues {

    private ContextValues() {}

    @CheckForNull
    static <T> T get(Branch branch, Scope scope, @CheckForNull StepContext context, Class<T> key)
            throws IOException, InterruptedException {
        if (key == Run.class || key == WorkflowRun.class) {
            return key.cast(branch.build().run());
        }
        if (key == TaskListener.class) {
            return key.cast(listener(branch, scope));
        }
        if (key == EnvVars.class) {
            return key.cast(environment(branch, scope, context));
        }
        if (key == Launcher.class) {
            return key.cast(launcher(branch, scope));
        }
        if (key == Job.class || key == WorkflowJob.class) {
            return key.cast(branch.build().run().getParent());
        }
        if (key == Branch.class) {
            return key.cast(branch);
        }
        return scope.find(key).orElse(null);
    }

    private static TaskListener listener(Branch branch, Scope scope) throws IOException, InterruptedException {
        TaskListener plain = branch.build().listener(branch.name());
        OutputStream out = plain.getLogger();
        ConsoleLogFilter filter = scope.find(ConsoleLogFilter.class).orElse(null);
        TaskListenerDecorator decorator = scope.find(TaskListenerDecorator.class).orElse(null);
        if (filter == null && decorator == null) {
            return plain;
        }
        if (filter != null) {
            out = filter.decorateLogger(branch.build().run(), out);
        }
        return new BranchListener(decorator == null ? out : decorator.decorate(out));
    }

    private static EnvVars environment(Branch branch, Scope scope, @CheckForNull StepContext context)
            throws IOException, InterruptedException {
        TaskListener listener = branch.build().listener(branch.name());
        return EnvironmentExpander.getEffectiveEnvironment(branch.build().environment(listener),
                scope.find(EnvVars.class).orElse(null),
                scope.find(EnvironmentExpander.class).orElse(null), context, listener);
    }

    @CheckForNull
    private static Launcher launcher(Branch branch, Scope scope) throws IOException, InterruptedException {
        FilePath workspace = scope.find(FilePath.class).orElse(null);
        if (workspace == null) {
            return null;
        }
        Launcher launcher = workspace.createLauncher(listener(branch, scope));
        LauncherDecorator decorator = scope.find(LauncherDecorator.class).orElse(null);
        Node node = scope.find(Node.class).orElse(null);
        return decorator == null || node == null ? launcher : decorator.decorate(launcher, node);
    }
}
