package io.jenkins.plugins.mlcd.embedded.steps;

import hudson.AbortException;
import hudson.FilePath;
import hudson.model.Result;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.mlcd.record.Json;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.jenkinsci.plugins.workflow.steps.StepExecutions;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** Reads JUnit XML reports, keeps the counts in {@code junit.json} of the build, and makes the build UNSTABLE when a test failed. */
public final class JUnitStep extends Step {

    private final String testResults;
    private boolean allowEmptyResults;
    private boolean skipPublishingChecks;
    private boolean skipMarkingBuildUnstable;
    private boolean keepLongStdio;

    @DataBoundConstructor
    public JUnitStep(String testResults) {
        this.testResults = testResults;
    }

    public String getTestResults() {
        return testResults;
    }

    public boolean isAllowEmptyResults() {
        return allowEmptyResults;
    }

    @DataBoundSetter
    public void setAllowEmptyResults(boolean allowEmptyResults) {
        this.allowEmptyResults = allowEmptyResults;
    }

    public boolean isSkipPublishingChecks() {
        return skipPublishingChecks;
    }

    @DataBoundSetter
    public void setSkipPublishingChecks(boolean skipPublishingChecks) {
        this.skipPublishingChecks = skipPublishingChecks;
    }

    public boolean isSkipMarkingBuildUnstable() {
        return skipMarkingBuildUnstable;
    }

    @DataBoundSetter
    public void setSkipMarkingBuildUnstable(boolean skipMarkingBuildUnstable) {
        this.skipMarkingBuildUnstable = skipMarkingBuildUnstable;
    }

    public boolean isKeepLongStdio() {
        return keepLongStdio;
    }

    @DataBoundSetter
    public void setKeepLongStdio(boolean keepLongStdio) {
        this.keepLongStdio = keepLongStdio;
    }

    @Override
    public StepExecution start(StepContext context) {
        return StepExecutions.synchronous(context, this::run);
    }

    private Object run(StepContext context) throws Exception {
        FilePath[] files = context.get(FilePath.class).list(testResults);
        if (files.length == 0 && !allowEmptyResults) {
            throw new AbortException("junit: no file matches '" + testResults + "' in " + context.get(FilePath.class).getRemote());
        }
        TestCounts counts = TestCounts.NONE;
        for (FilePath file : files) {
            try (InputStream in = file.read()) {
                counts = counts.plus(TestCounts.read(in, file.getName()));
            }
        }
        Run<?, ?> run = context.get(Run.class);
        keep(run.getRootDir().toPath().resolve("junit.json"), counts);
        context.get(TaskListener.class).getLogger().println(counts.sentence());
        if (counts.failCount() > 0 && !skipMarkingBuildUnstable) {
            run.setResult(Result.UNSTABLE);
        }
        return counts;
    }

    private static synchronized void keep(Path file, TestCounts counts) throws Exception {
        TestCounts before = Files.exists(file) ? Json.read(file, TestCounts.class) : TestCounts.NONE;
        Json.write(file, before.plus(counts));
    }

    /** Registers the step. */
    public static final class DescriptorImpl extends StockDescriptor {
        public DescriptorImpl() {
            super("junit", "Read JUnit reports", false, FilePath.class, Run.class, TaskListener.class);
        }
    }
}
