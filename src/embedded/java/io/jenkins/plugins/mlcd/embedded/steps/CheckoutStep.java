package io.jenkins.plugins.mlcd.embedded.steps;

import hudson.AbortException;
import hudson.FilePath;
import hudson.model.TaskListener;
import io.jenkins.plugins.mlcd.embedded.engine.Branch;
import io.jenkins.plugins.mlcd.embedded.engine.ProjectFiles;
import io.jenkins.plugins.mlcd.embedded.script.Scm;
import java.nio.file.Path;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.jenkinsci.plugins.workflow.steps.StepExecutions;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** Copies the files of the project that the Jenkinsfile belongs to into the current directory, as {@code checkout scm} does on Jenkins. */
public final class CheckoutStep extends Step {

    private final Object scm;
    private boolean changelog = true;
    private boolean poll = true;

    @DataBoundConstructor
    public CheckoutStep(Object scm) {
        this.scm = scm;
    }

    public Object getScm() {
        return scm;
    }

    public boolean isChangelog() {
        return changelog;
    }

    public boolean isPoll() {
        return poll;
    }

    @DataBoundSetter
    public void setChangelog(boolean changelog) {
        this.changelog = changelog;
    }

    @DataBoundSetter
    public void setPoll(boolean poll) {
        this.poll = poll;
    }

    @Override
    public StepExecution start(StepContext context) {
        return StepExecutions.synchronousVoid(context, this::run);
    }

    private void run(StepContext context) throws Exception {
        if (scm != Scm.PROJECT) {
            throw new AbortException("checkout takes only scm here, the project of the Jenkinsfile");
        }
        ProjectFiles project = context.get(Branch.class).build().project();
        int files = project.copyTo(Path.of(context.get(FilePath.class).getRemote()));
        context.get(TaskListener.class).getLogger().println("Checked out " + files + " files of " + project.root().getFileName());
    }

    /** Registers the step. */
    public static final class DescriptorImpl extends StockDescriptor {
        public DescriptorImpl() {
            super("checkout", "Check out the project", false, FilePath.class, TaskListener.class, Branch.class);
        }
    }
}
