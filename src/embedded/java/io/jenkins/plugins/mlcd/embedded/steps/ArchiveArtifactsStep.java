package io.jenkins.plugins.mlcd.embedded.steps;

import hudson.AbortException;
import hudson.FilePath;
import hudson.Launcher;
import hudson.model.Result;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.mlcd.embedded.engine.BranchListener;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.jenkinsci.plugins.workflow.steps.StepExecutions;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** Archives the files that match a comma-separated list of Ant patterns. */
public final class ArchiveArtifactsStep extends Step {

    private final String artifacts;
    private String excludes;
    private boolean allowEmptyArchive = false;
    private boolean onlyIfSuccessful = false;
    private boolean fingerprint = false;
    private boolean defaultExcludes = true;
    private boolean caseSensitive = true;
    private boolean followSymlinks = true;

    @DataBoundConstructor
    public ArchiveArtifactsStep(String artifacts) {
        this.artifacts = artifacts;
    }

    public String getArtifacts() {
        return artifacts;
    }

    public String getExcludes() {
        return excludes;
    }

    public boolean isAllowEmptyArchive() {
        return allowEmptyArchive;
    }

    public boolean isOnlyIfSuccessful() {
        return onlyIfSuccessful;
    }

    public boolean isFingerprint() {
        return fingerprint;
    }

    public boolean isDefaultExcludes() {
        return defaultExcludes;
    }

    public boolean isCaseSensitive() {
        return caseSensitive;
    }

    public boolean isFollowSymlinks() {
        return followSymlinks;
    }

    @DataBoundSetter
    public void setExcludes(String excludes) {
        this.excludes = excludes;
    }

    @DataBoundSetter
    public void setAllowEmptyArchive(boolean allowEmptyArchive) {
        this.allowEmptyArchive = allowEmptyArchive;
    }

    @DataBoundSetter
    public void setOnlyIfSuccessful(boolean onlyIfSuccessful) {
        this.onlyIfSuccessful = onlyIfSuccessful;
    }

    @DataBoundSetter
    public void setFingerprint(boolean fingerprint) {
        this.fingerprint = fingerprint;
    }

    @DataBoundSetter
    public void setDefaultExcludes(boolean defaultExcludes) {
        this.defaultExcludes = defaultExcludes;
    }

    @DataBoundSetter
    public void setCaseSensitive(boolean caseSensitive) {
        this.caseSensitive = caseSensitive;
    }

    @DataBoundSetter
    public void setFollowSymlinks(boolean followSymlinks) {
        this.followSymlinks = followSymlinks;
    }

    @Override
    public StepExecution start(StepContext context) {
        return StepExecutions.synchronousVoid(context, this::run);
    }

    private void run(StepContext context) throws Exception {
        Run<?, ?> run = context.get(Run.class);
        TaskListener listener = context.get(TaskListener.class);
        if (onlyIfSuccessful && run.getResult() != null && run.getResult().isWorseThan(Result.UNSTABLE)) {
            listener.getLogger().println("Skipped archiving because the build is not successful");
            return;
        }
        FilePath workspace = context.get(FilePath.class);
        Map<String, String> files = new LinkedHashMap<>();
        for (FilePath file : workspace.list(artifacts, excludes, defaultExcludes)) {
            String path = Path.of(workspace.getRemote()).relativize(Path.of(file.getRemote())).toString();
            files.put(path, path);
        }
        if (files.isEmpty() && !allowEmptyArchive) {
            throw new AbortException("archiveArtifacts: no file matches '" + artifacts + "' in " + workspace.getRemote());
        }
        listener.getLogger().println("Archiving " + files.size() + (files.size() == 1 ? " file" : " files"));
        run.pickArtifactManager().archive(workspace, context.get(Launcher.class), new BranchListener(listener.getLogger()), files);
    }

    /** Registers the step. */
    public static final class DescriptorImpl extends StockDescriptor {
        public DescriptorImpl() {
            super("archiveArtifacts", "Archive files with the build", false, Run.class, FilePath.class, Launcher.class, TaskListener.class);
        }
    }
}
