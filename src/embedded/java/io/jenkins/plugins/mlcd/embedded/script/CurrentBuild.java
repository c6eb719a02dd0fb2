package io.jenkins.plugins.mlcd.embedded.script;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.model.Cause;
import hudson.model.Result;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;

/** The global variable {@code currentBuild}, with the members that Jenkins documents. */
public final class CurrentBuild {

    private final WorkflowRun run;

    public CurrentBuild(WorkflowRun run) {
        this.run = run;
    }

    @CheckForNull
    public String getResult() {
        Result result = run.getResult();
        return result == null ? null : result.toString();
    }

    /** @param result one of SUCCESS, UNSTABLE, FAILURE, NOT_BUILT, ABORTED; a better result than the present one is ignored */
    public void setResult(String result) {
        Result wanted = Result.fromString(result);
        if (!wanted.toString().equals(result)) {
            throw new UserError("currentBuild.result '" + result + "' is none of SUCCESS, UNSTABLE, FAILURE, NOT_BUILT, ABORTED");
        }
        run.setResult(wanted);
    }

    public String getCurrentResult() {
        Result result = run.getResult();
        return (result == null ? Result.SUCCESS : result).toString();
    }

    public boolean resultIsBetterOrEqualTo(String other) {
        return Result.fromString(getCurrentResult()).isBetterOrEqualTo(Result.fromString(other));
    }

    public boolean resultIsWorseOrEqualTo(String other) {
        return Result.fromString(getCurrentResult()).isWorseOrEqualTo(Result.fromString(other));
    }

    public int getNumber() {
        return run.getNumber();
    }

    public String getId() {
        return run.getId();
    }

    public String getDisplayName() {
        return run.getDisplayName();
    }

    public void setDisplayName(String name) throws IOException {
        run.setDisplayName(name);
    }

    public String getFullDisplayName() {
        return run.getFullDisplayName();
    }

    public String getProjectName() {
        return run.getParent().getName();
    }

    public String getFullProjectName() {
        return run.getParent().getFullName();
    }

    @CheckForNull
    public String getDescription() {
        return run.getDescription();
    }

    public void setDescription(String description) throws IOException {
        run.setDescription(description);
    }

    public long getTimeInMillis() {
        return run.getTimeInMillis();
    }

    public long getStartTimeInMillis() {
        return run.getStartTimeInMillis();
    }

    public long getDuration() {
        return run.getDuration();
    }

    public String getDurationString() {
        return run.getDurationString();
    }

    public boolean isKeepLog() {
        return run.isKeepLog();
    }

    public void setKeepLog(boolean keep) throws IOException {
        run.keepLog(keep);
    }

    @CheckForNull
    public CurrentBuild getPreviousBuild() {
        WorkflowRun previous = run.getPreviousBuild();
        return previous == null ? null : new CurrentBuild(previous);
    }

    @CheckForNull
    public CurrentBuild getPreviousSuccessfulBuild() {
        WorkflowRun previous = run.getPreviousSuccessfulBuild();
        return previous == null ? null : new CurrentBuild(previous);
    }

    /** Why this build started: a map with {@code _class} and {@code shortDescription} for each cause. */
    public List<Map<String, String>> getBuildCauses() {
        List<Map<String, String>> causes = new ArrayList<>();
        for (Cause cause : run.getCauses()) {
            Map<String, String> each = new LinkedHashMap<>();
            each.put("_class", cause.getClass().getName());
            each.put("shortDescription", cause.getShortDescription());
            causes.add(each);
        }
        return causes;
    }

    public List<Map<String, String>> getBuildCauses(String className) {
        return getBuildCauses().stream().filter(cause -> className.equals(cause.get("_class"))).toList();
    }

    public WorkflowRun getRawBuild() {
        return run;
    }
}
