package io.jenkins.plugins.mlcd.jenkins.steps.validate;

import com.fasterxml.jackson.databind.node.ObjectNode;
import hudson.AbortException;
import hudson.EnvVars;
import hudson.FilePath;
import hudson.Launcher;
import hudson.model.Result;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.mlcd.jenkins.models.ModelFiles;
import io.jenkins.plugins.mlcd.jenkins.policy.StepLint;
import io.jenkins.plugins.mlcd.jenkins.steps.MlValidateStep;
import io.jenkins.plugins.mlcd.loop.ModelVersion;
import io.jenkins.plugins.mlcd.loop.Registry;
import io.jenkins.plugins.mlcd.loop.Stage;
import io.jenkins.plugins.mlcd.record.BuildLayout;
import io.jenkins.plugins.mlcd.record.Json;
import io.jenkins.plugins.mlcd.record.Verdict;
import io.jenkins.plugins.mlcd.validate.BenchmarkResult;
import io.jenkins.plugins.mlcd.validate.Validation;
import io.jenkins.plugins.mlcd.validate.ValidationJson;
import io.jenkins.plugins.mlcd.validate.VerdictTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.SynchronousNonBlockingStepExecution;

/** Measures the candidate and the baseline, decides, and makes the verdict known. */
public final class ValidateExecution extends SynchronousNonBlockingStepExecution<Map<String, Object>> {

    private static final long serialVersionUID = 1L;

    private final MlValidateStep step;

    public ValidateExecution(StepContext context, MlValidateStep step) {
        super(context);
        this.step = step;
    }

    @Override
    protected Map<String, Object> run() throws Exception {
        Run<?, ?> run = getContext().get(Run.class);
        TaskListener listener = getContext().get(TaskListener.class);
        Registry registry = ModelFiles.registry(run);
        ModelVersion candidate = Versions.candidate(registry, run, step.getModel());
        Optional<ModelVersion> baseline = Versions.baseline(registry, candidate, step.getBaseline());
        ObjectNode inputs = inputs(candidate, baseline);
        Optional<ObjectNode> before = recorded(run, inputs);
        if (before.isPresent()) {
            listener.getLogger().println("[mlValidate] " + candidate.id() + " was judged in this build already, on the same inputs");
            return conclude(run, registry, candidate, before.get());
        }
        StepLint.report(listener, "mlValidate", step.policy().lint(StepLint.lastGate(run, listener)));
        Validation validation = measure(run, candidate, baseline);
        VerdictTable.of(validation).forEach(line -> listener.getLogger().println("[mlValidate] " + line));
        ObjectNode record = ValidationJson.of(validation).put("summary", validation.summary());
        record.set("inputs", inputs);
        Json.write(layout(run).validation(), record);
        ValidationFiles.publish(getContext(), validation, record);
        return conclude(run, registry, candidate, record);
    }

    private Validation measure(Run<?, ?> run, ModelVersion candidate, Optional<ModelVersion> baseline)
            throws IOException, InterruptedException {
        FilePath workspace = getContext().get(FilePath.class);
        FilePath scratch = workspace.child(".mlcd/validate-" + candidate.model() + "-" + candidate.version());
        scratch.deleteRecursive();
        try {
            FilePath mine = scratch.child("candidate-model");
            ModelFiles.materialise(run, candidate, mine);
            Optional<FilePath> other = baseline.map(version -> scratch.child("baseline-model"));
            if (baseline.isPresent()) {
                ModelFiles.materialise(run, baseline.get(), other.orElseThrow());
            }
            BenchmarkRunner runner = new BenchmarkRunner(
                    workspace,
                    scratch,
                    getContext().get(Launcher.class),
                    getContext().get(EnvVars.class),
                    getContext().get(TaskListener.class),
                    step);
            List<BenchmarkResult> results = new ArrayList<>();
            for (Benchmark benchmark : step.getBenchmarks()) {
                results.add(runner.run(benchmark, mine, other));
            }
            return step.gate().decide(candidate.id(), baseline.map(ModelVersion::id), results);
        } finally {
            scratch.deleteRecursive();
        }
    }

    /** Everything that the verdict follows from, so that a gate that is reached again in the same build is not run again. */
    private ObjectNode inputs(ModelVersion candidate, Optional<ModelVersion> baseline) {
        ObjectNode inputs = Json.object().put("candidate", candidate.sha256());
        baseline.ifPresent(version -> inputs.put("baseline", version.sha256()));
        for (Benchmark benchmark : step.getBenchmarks()) {
            inputs.withArray("benchmarks")
                    .addArray()
                    .add(benchmark.getName())
                    .add(benchmark.getCommand())
                    .add(String.valueOf(benchmark.getData()));
        }
        step.getChecks().forEach(inputs.withArray("checks")::add);
        return inputs.put("confidence", step.getConfidence())
                .put("tolerance", step.getTolerance())
                .put("correction", step.getCorrection())
                .put("minSliceSamples", step.getMinSliceSamples());
    }

    /** An ERROR is worth another try, so it does not count. */
    private static Optional<ObjectNode> recorded(Run<?, ?> run, ObjectNode inputs) throws IOException {
        Path file = layout(run).validation();
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        ObjectNode record = Json.read(file, ObjectNode.class);
        boolean same = Json.line(inputs).equals(Json.line(record.path("inputs")));
        return same && !Verdict.ERROR.name().equals(record.path("verdict").asText()) ? Optional.of(record) : Optional.empty();
    }

    private Map<String, Object> conclude(Run<?, ?> run, Registry registry, ModelVersion candidate, ObjectNode record)
            throws IOException {
        Verdict verdict = Verdict.valueOf(record.path("verdict").asText());
        String summary = record.path("summary").asText();
        stage(run, registry, candidate, verdict, summary);
        if (verdict != Verdict.PASS) {
            if (!MlValidateStep.UNSTABLE.equals(step.getOnFailure())) {
                throw new AbortException("mlValidate: " + summary);
            }
            getContext().setResult(Result.UNSTABLE);
        }
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("verdict", verdict.name());
        result.put("model", candidate.id());
        result.put("summary", summary);
        result.put("checks", ValidationFiles.plain(record));
        return result;
    }

    /** Only a verdict on the model moves it; what was not found out says nothing against it. */
    private static void stage(Run<?, ?> run, Registry registry, ModelVersion candidate, Verdict verdict, String summary)
            throws IOException {
        boolean judged = verdict == Verdict.PASS || verdict == Verdict.FAIL;
        Optional<Stage> stage = registry.state().stage(candidate.id());
        boolean waiting = stage.filter(now -> now == Stage.CANDIDATE || now == Stage.VALIDATED).isPresent();
        if (judged && waiting) {
            Stage next = verdict == Verdict.PASS ? Stage.VALIDATED : Stage.REJECTED;
            registry.stage(candidate.id(), next, run.getNumber(), "mlValidate", summary);
        }
    }

    private static BuildLayout layout(Run<?, ?> run) {
        return new BuildLayout(run.getRootDir().toPath());
    }
}
