package io.jenkins.plugins.mlcd.jenkins.steps.dataset;

import com.fasterxml.jackson.databind.node.ObjectNode;
import hudson.AbortException;
import hudson.FilePath;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.remoting.VirtualChannel;
import io.jenkins.plugins.mlcd.dataset.CaptureImport;
import io.jenkins.plugins.mlcd.dataset.DatasetCheck;
import io.jenkins.plugins.mlcd.dataset.DatasetChecks;
import io.jenkins.plugins.mlcd.dataset.DatasetRecord;
import io.jenkins.plugins.mlcd.dataset.DatasetScan;
import io.jenkins.plugins.mlcd.jenkins.config.LocalTargets;
import io.jenkins.plugins.mlcd.jenkins.models.ModelFiles;
import io.jenkins.plugins.mlcd.loop.ModelVersion;
import io.jenkins.plugins.mlcd.loop.RegistryState;
import io.jenkins.plugins.mlcd.record.BuildLayout;
import io.jenkins.plugins.mlcd.record.Verdict;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import jenkins.MasterToSlaveFileCallable;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.SynchronousNonBlockingStepExecution;

/** Reads and checks on the agent, where the data is; decides and records on the controller. */
final class DatasetExecution extends SynchronousNonBlockingStepExecution<Map<String, Object>> {

    private static final long serialVersionUID = 1L;

    /** Samples that are taken from a target at once. */
    private static final int CAPTURE_LIMIT = 100_000;

    private final MlDatasetStep step;

    DatasetExecution(StepContext context, MlDatasetStep step) {
        super(context);
        this.step = step;
    }

    @Override
    protected Map<String, Object> run() throws Exception {
        try {
            return work();
        } catch (AbortException e) {
            throw e;
        } catch (IllegalArgumentException | IOException e) {
            throw (AbortException) new AbortException("mlDataset: " + e.getMessage()).initCause(e);
        }
    }

    private Map<String, Object> work() throws IOException, InterruptedException {
        Run<?, ?> run = getContext().get(Run.class);
        FilePath data = getContext().get(FilePath.class).child(step.getPath());
        Optional<CaptureImport> captured = step.getCapture() == null ? Optional.empty() : Optional.of(capture(data));
        DatasetScan scan = data.act(new Scan());
        List<DatasetCheck> checks = DatasetChecks.of(step.getChecks()).judge(scan);
        ObjectNode record = DatasetRecord.write(
                new BuildLayout(run.getRootDir().toPath()), step.getName(), step.getPath(), scan, known(run), checks, captured);
        say(record, checks, captured);
        if (DatasetChecks.verdict(checks) != Verdict.PASS) {
            throw new AbortException("mlDataset: data set '" + step.getName() + "' failed: " + failed(checks));
        }
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("dataVersion", record.path("dataVersion").asText());
        result.put("samples", scan.samples());
        result.put("newSamples", record.path("newSamples").asInt());
        captured.ifPresent(taken -> result.put("captured", taken.added()));
        return result;
    }

    private CaptureImport capture(FilePath data) throws IOException, InterruptedException {
        FilePath download = data.child(".capture.csv");
        try (InputStream rows = LocalTargets.client(step.getCapture()).capture(Optional.empty(), Optional.empty(), false, CAPTURE_LIMIT)) {
            download.copyFrom(rows);
            return data.act(new TakeCapture());
        } finally {
            download.delete();
        }
    }

    /** The samples that the model versions in production were trained with, as far as their builds recorded them. */
    private Set<String> known(Run<?, ?> run) throws IOException {
        RegistryState state = ModelFiles.registry(run).state();
        Set<String> known = new HashSet<>();
        for (String model : state.models()) {
            Optional<ModelVersion> version = state.production(model).filter(v -> !v.imported());
            Run<?, ?> build = version.isEmpty() ? null : run.getParent().getBuildByNumber(version.get().build());
            if (build != null) {
                known.addAll(DatasetRecord.hashes(new BuildLayout(build.getRootDir().toPath()), step.getName()));
            }
        }
        return known;
    }

    private void say(ObjectNode record, List<DatasetCheck> checks, Optional<CaptureImport> captured) throws IOException, InterruptedException {
        var console = getContext().get(TaskListener.class).getLogger();
        captured.ifPresent(taken -> console.println("[mlcd] took " + taken.added() + " labelled samples from " + step.getCapture() + "; "
                + taken.known() + " were known, " + taken.unlabelled() + " have no label and are set aside"));
        console.println("[mlcd] data set " + step.getName() + ": " + record.path("samples").asInt() + " samples, "
                + record.path("newSamples").asInt() + " new, version " + record.path("dataVersion").asText());
        checks.stream()
                .filter(check -> check.verdict() != Verdict.PASS)
                .forEach(check -> console.println("[mlcd] check " + check.name() + " " + check.verdict() + ": " + check.message()));
    }

    private static String failed(List<DatasetCheck> checks) {
        return checks.stream()
                .filter(check -> check.verdict() != Verdict.PASS)
                .map(check -> check.name() + ": " + check.message())
                .collect(Collectors.joining("; "));
    }

    private static final class Scan extends MasterToSlaveFileCallable<DatasetScan> implements Serializable {

        private static final long serialVersionUID = 1L;

        @Override
        public DatasetScan invoke(File directory, VirtualChannel channel) throws IOException {
            return DatasetScan.of(directory.toPath());
        }
    }

    private static final class TakeCapture extends MasterToSlaveFileCallable<CaptureImport> implements Serializable {

        private static final long serialVersionUID = 1L;

        @Override
        public CaptureImport invoke(File directory, VirtualChannel channel) throws IOException {
            return CaptureImport.into(directory.toPath(), directory.toPath().resolve(".capture.csv"));
        }
    }
}
