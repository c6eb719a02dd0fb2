package io.jenkins.plugins.mlcd.jenkins.steps.override;

import com.fasterxml.jackson.databind.node.ObjectNode;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.AbortException;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.mlcd.jenkins.models.ModelFiles;
import io.jenkins.plugins.mlcd.jenkins.steps.validate.Versions;
import io.jenkins.plugins.mlcd.loop.GateOverride;
import io.jenkins.plugins.mlcd.loop.Stage;
import io.jenkins.plugins.mlcd.record.BuildLayout;
import io.jenkins.plugins.mlcd.record.Json;
import io.jenkins.plugins.mlcd.record.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import jenkins.util.Timer;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;

/** Looks for the decision in the build's record every few seconds; nothing is kept here, so a restart changes nothing. */
final class OverrideExecution extends StepExecution {

    private static final long serialVersionUID = 1L;
    private static final long POLL_MILLIS = 2_000;

    private final String model;

    private transient Future<?> next;
    private transient boolean asked;
    private transient boolean ended;

    OverrideExecution(StepContext context, String model) {
        super(context);
        this.model = model;
    }

    @Override
    public boolean start() {
        lookAfter(0);
        return false;
    }

    @Override
    public void onResume() {
        lookAfter(0);
    }

    @Override
    public synchronized void stop(@NonNull Throwable cause) {
        if (!ended) {
            ended = true;
            next.cancel(false);
            getContext().onFailure(cause);
        }
    }

    @CheckForNull
    @Override
    public String getStatus() {
        return "waiting for a person to decide on " + model;
    }

    private synchronized void lookAfter(long millis) {
        if (!ended) {
            next = Timer.get().schedule(this::look, millis, TimeUnit.MILLISECONDS);
        }
    }

    private synchronized void look() {
        if (ended) {
            return;
        }
        try {
            Optional<Map<String, Object>> result = decide();
            if (result.isEmpty()) {
                lookAfter(POLL_MILLIS);
                return;
            }
            ended = true;
            getContext().onSuccess(result.get());
        } catch (AbortException | RuntimeException e) {
            fail(e);
        } catch (IOException e) {
            fail(new AbortException("mlOverride: " + e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void fail(Exception e) {
        ended = true;
        getContext().onFailure(e);
    }

    /** What the step returns; empty as long as nobody has decided. */
    private Optional<Map<String, Object>> decide() throws IOException, InterruptedException {
        Run<?, ?> run = getContext().get(Run.class);
        BuildLayout layout = new BuildLayout(run.getRootDir().toPath());
        String version = Versions.candidate(ModelFiles.registry(run), run, model).id();
        ObjectNode record = Files.isRegularFile(layout.validation()) ? Json.read(layout.validation(), ObjectNode.class) : Json.object();
        if (!record.path("model").asText().equals(version)) {
            throw new AbortException("mlOverride: " + version + " was not judged in this build; call mlValidate(..., onFailure: 'unstable') first");
        }
        Verdict verdict = Verdict.valueOf(record.path("verdict").asText());
        if (verdict == Verdict.PASS) {
            return Optional.of(result(version, verdict, Optional.empty()));
        }
        if (verdict == Verdict.ERROR) {
            throw new AbortException("mlOverride: " + version + " could not be measured, and what was not measured cannot be overridden");
        }
        Optional<GateOverride> decision = GateOverride.read(layout, version);
        if (decision.isEmpty()) {
            ask(run, version, record.path("summary").asText());
            return Optional.empty();
        }
        return Optional.of(conclude(run, layout, record, verdict, decision.get()));
    }

    private void ask(Run<?, ?> run, String version, String summary) throws IOException, InterruptedException {
        if (!asked) {
            asked = true;
            if (run.getAction(OverrideAction.class) == null) {
                run.addAction(new OverrideAction(run, version, summary));
            }
            getContext().get(TaskListener.class).getLogger().println("[mlOverride] " + summary + ". Someone with the permission MLCD/Override can decide at "
                    + run.getUrl() + OverrideAction.URL + "/ (mlcd run: mlcd override --build " + run.getNumber() + ")");
        }
    }

    private Map<String, Object> conclude(Run<?, ?> run, BuildLayout layout, ObjectNode record, Verdict verdict, GateOverride decision)
            throws IOException, InterruptedException {
        record.set("override", decision.json());
        Json.write(layout.validation(), record);
        String reason = "gate " + verdict + " " + (decision.approved() ? "overridden" : "upheld") + ": " + decision.reason();
        getContext().get(TaskListener.class).getLogger().println("[mlOverride] " + decision.model() + " was " + decision.word() + " by " + decision.by() + ": "
                + decision.reason());
        ModelFiles.registry(run).stage(decision.model(), decision.approved() ? Stage.VALIDATED : Stage.REJECTED, run.getNumber(), decision.by(), reason);
        if (!decision.approved()) {
            throw new AbortException("mlOverride: " + decision.model() + " was declined by " + decision.by() + ": " + decision.reason());
        }
        return result(decision.model(), verdict, Optional.of(decision));
    }

    private static Map<String, Object> result(String version, Verdict verdict, Optional<GateOverride> decision) {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("model", version);
        result.put("verdict", verdict.name());
        result.put("overridden", decision.isPresent());
        decision.ifPresent(by -> result.put("by", by.by()));
        decision.ifPresent(why -> result.put("reason", why.reason()));
        return result;
    }
}
