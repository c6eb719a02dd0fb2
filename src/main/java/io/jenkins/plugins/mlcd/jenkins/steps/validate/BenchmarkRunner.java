package io.jenkins.plugins.mlcd.jenkins.steps.validate;

import hudson.EnvVars;
import hudson.FilePath;
import hudson.Launcher;
import hudson.Proc;
import hudson.model.TaskListener;
import io.jenkins.plugins.mlcd.jenkins.steps.MlValidateStep;
import io.jenkins.plugins.mlcd.validate.BenchmarkResult;
import io.jenkins.plugins.mlcd.validate.RunOutput;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/**
 * Runs a benchmark's command for the candidate and the baseline, one after the other so that they do not disturb each
 * other's latency, and reads what they left.
 */
final class BenchmarkRunner {

    /** Marks the processes of one run, so that none outlives it. */
    private static final String COOKIE = "MLCD_BENCHMARK_ID";

    private final FilePath workspace;
    private final FilePath scratch;
    private final Launcher launcher;
    private final EnvVars environment;
    private final TaskListener listener;
    private final MlValidateStep step;

    BenchmarkRunner(
            FilePath workspace, FilePath scratch, Launcher launcher, EnvVars environment, TaskListener listener, MlValidateStep step) {
        this.workspace = workspace;
        this.scratch = scratch;
        this.launcher = launcher;
        this.environment = environment;
        this.listener = listener;
        this.step = step;
    }

    /** @param baseline directory of the baseline's files; empty for the first model */
    BenchmarkResult run(Benchmark benchmark, FilePath candidate, Optional<FilePath> baseline)
            throws IOException, InterruptedException {
        FileRun mine = output(benchmark, "candidate");
        Optional<String> failure = command(benchmark, "candidate", candidate, baseline, mine);
        Optional<RunOutput> other = Optional.empty();
        if (failure.isEmpty() && baseline.isPresent()) {
            FileRun run = output(benchmark, "baseline");
            failure = command(benchmark, "baseline", baseline.get(), Optional.empty(), run);
            other = Optional.of(run);
        }
        return failure.isPresent()
                ? BenchmarkResult.failed(benchmark.getName(), failure.get())
                : BenchmarkResult.read(benchmark.getName(), mine, other, step.parsedChecks());
    }

    private FileRun output(Benchmark benchmark, String role) throws IOException, InterruptedException {
        FilePath directory = scratch.child(benchmark.getName() + "-" + role);
        directory.mkdirs();
        return new FileRun(directory);
    }

    /** Why the command did not do its work; empty when it did. */
    private Optional<String> command(Benchmark benchmark, String role, FilePath model, Optional<FilePath> beside, FileRun output)
            throws IOException, InterruptedException {
        listener.getLogger().println("[mlValidate] benchmark " + benchmark.getName() + " of the " + role);
        String cookie = UUID.randomUUID().toString();
        EnvVars variables = new EnvVars(environment);
        variables.put(COOKIE, cookie);
        variables.put("ML_BENCHMARK", benchmark.getName());
        variables.put("ML_MODEL_DIR", model.getRemote());
        variables.put("ML_ROLE", role);
        variables.put("ML_METRICS_FILE", output.metricsFile().getRemote());
        variables.put("ML_PREDICTIONS_FILE", output.predictionsFile().getRemote());
        variables.put("ML_CONFIDENCE", Double.toString(step.getConfidence()));
        beside.ifPresent(other -> variables.put("ML_BASELINE_DIR", other.getRemote()));
        String data = benchmark.getData();
        if (data != null) {
            variables.put("ML_DATA", workspace.child(data).getRemote());
        }
        Duration timeout = step.commandTimeout();
        long start = System.nanoTime();
        int status;
        try {
            Proc process = launcher.launch()
                    .cmds(script(benchmark))
                    .envs(variables)
                    .pwd(workspace)
                    .stdout(listener)
                    .quiet(true)
                    .start();
            status = process.joinWithTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS, listener);
        } finally {
            launcher.kill(Map.of(COOKIE, cookie));
        }
        if (status == 0) {
            return Optional.empty();
        }
        boolean late = System.nanoTime() - start >= timeout.toNanos();
        return Optional.of("the command for the " + role
                + (late ? " did not end within " + timeout.toSeconds() + " seconds" : " ended with the exit status " + status));
    }

    private List<String> script(Benchmark benchmark) throws IOException, InterruptedException {
        boolean unix = launcher.isUnix();
        FilePath script = scratch.child(benchmark.getName() + (unix ? ".sh" : ".bat"));
        script.write(benchmark.getCommand(), "UTF-8");
        return unix ? List.of("sh", "-xe", script.getRemote()) : List.of("cmd", "/c", "call", script.getRemote());
    }
}
