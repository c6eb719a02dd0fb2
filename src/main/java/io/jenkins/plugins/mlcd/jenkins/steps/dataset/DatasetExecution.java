package io.jenkins.plugins.mlcd.jenkins.steps.dataset;

import com.fasterxml.jackson.databind.node.ObjectNode;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.AbortException;
import hudson.FilePath;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.remoting.VirtualChannel;
import io.jenkins.plugins.mlcd.dataset.CaptureImport;
import io.jenkins.plugins.mlcd.dataset.Cleaning;
import io.jenkins.plugins.mlcd.dataset.ColumnRanges;
import io.jenkins.plugins.mlcd.dataset.ContentKeys;
import io.jenkins.plugins.mlcd.dataset.DataSchema;
import io.jenkins.plugins.mlcd.dataset.DatasetCheck;
import io.jenkins.plugins.mlcd.dataset.DatasetChecks;
import io.jenkins.plugins.mlcd.dataset.DatasetGate;
import io.jenkins.plugins.mlcd.dataset.DatasetHistory;
import io.jenkins.plugins.mlcd.dataset.DatasetRecord;
import io.jenkins.plugins.mlcd.dataset.DatasetScan;
import io.jenkins.plugins.mlcd.dataset.LabelImport;
import io.jenkins.plugins.mlcd.dataset.LabelledRow;
import io.jenkins.plugins.mlcd.dataset.SchemaMode;
import io.jenkins.plugins.mlcd.jenkins.config.Targets;
import io.jenkins.plugins.mlcd.jenkins.models.ModelFiles;
import io.jenkins.plugins.mlcd.labels.LabelQueue;
import io.jenkins.plugins.mlcd.labels.SettledSample;
import io.jenkins.plugins.mlcd.loop.ModelVersion;
import io.jenkins.plugins.mlcd.loop.RegistryState;
import io.jenkins.plugins.mlcd.record.BuildLayout;
import io.jenkins.plugins.mlcd.record.JobLayout;
import io.jenkins.plugins.mlcd.record.Verdict;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
        Optional<LabelImport> labels = step.getLabels() == null ? Optional.empty() : Optional.of(labels(run, data));
        DatasetGate gate = new DatasetGate(
                new DatasetHistory(new JobLayout(run.getParent().getRootDir().toPath()), step.getName(), InstantSource.system()),
                run.getNumber(), DatasetChecks.of(step.getChecks()), SchemaMode.of(step.getSchema()));
        FilePath quarantine = getContext().get(FilePath.class).child(".mlcd/quarantine-" + step.getName() + ".csv");
        DatasetScan scan = data.act(new Scan(gate.ranges().orElse(null), quarantine.getRemote()));
        BuildLayout layout = new BuildLayout(run.getRootDir().toPath());
        if (scan.invalidRows() > 0) {
            quarantine.copyTo(new FilePath(layout.quarantine(step.getName()).toFile()));
            quarantine.delete();
        }
        List<DatasetCheck> checks = gate.judge(scan);
        Optional<DataSchema> schema = gate.conclude(scan, checks);
        ObjectNode record = DatasetRecord.write(layout, step.getName(), step.getPath(), scan, known(run), checks, captured, labels, schema);
        say(record, checks, captured, labels);
        if (DatasetChecks.verdict(checks) != Verdict.PASS) {
            throw new AbortException("mlDataset: data set '" + step.getName() + "' failed: " + failed(checks));
        }
        if (scan.invalidRows() > 0) {
            data.act(new Clean());
        }
        if (labels.isPresent() && queue(run).exists()) {
            queue(run).used(run.getNumber(), record.path("dataVersion").asText());
        }
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("dataVersion", record.path("dataVersion").asText());
        result.put("samples", scan.samples());
        result.put("newSamples", record.path("newSamples").asInt());
        result.put("quarantined", scan.invalidRows());
        schema.ifPresent(now -> result.put("schema", now.number()));
        captured.ifPresent(taken -> result.put("captured", taken.added()));
        labels.ifPresent(taken -> result.put("labelled", taken.train() + taken.test()));
        return result;
    }

    private CaptureImport capture(FilePath data) throws IOException, InterruptedException {
        FilePath download = data.child(".capture.csv");
        try (InputStream rows = Targets.named(step.getCapture()).traffic().capture(Optional.empty(), Optional.empty(), CAPTURE_LIMIT)) {
            download.copyFrom(rows);
            return data.act(new TakeCapture());
        } finally {
            download.delete();
        }
    }

    private LabelQueue queue(Run<?, ?> run) {
        return new LabelQueue(run.getParent().getRootDir().toPath(), step.getLabels(), InstantSource.system());
    }

    private LabelImport labels(Run<?, ?> run, FilePath data) throws IOException, InterruptedException {
        ArrayList<LabelledRow> rows = new ArrayList<>(queue(run).settled().stream().map(SettledSample::row).toList());
        LabelImport taken = data.act(new TakeLabels(rows));
        data.child(LabelImport.PROVENANCE).copyTo(new FilePath(new BuildLayout(run.getRootDir().toPath()).provenance(step.getName()).toFile()));
        return taken;
    }

    /** The samples that the model versions in production were trained with, as far as their builds recorded them. */
    private ContentKeys known(Run<?, ?> run) throws IOException {
        RegistryState state = ModelFiles.registry(run).state();
        List<ContentKeys> known = new ArrayList<>();
        for (String model : state.models()) {
            Optional<ModelVersion> version = state.production(model).filter(v -> !v.imported());
            Run<?, ?> build = version.isEmpty() ? null : run.getParent().getBuildByNumber(version.get().build());
            if (build != null) {
                known.add(DatasetRecord.contents(new BuildLayout(build.getRootDir().toPath()), step.getName()));
            }
        }
        return ContentKeys.union(known);
    }

    private void say(ObjectNode record, List<DatasetCheck> checks, Optional<CaptureImport> captured, Optional<LabelImport> labels)
            throws IOException, InterruptedException {
        var console = getContext().get(TaskListener.class).getLogger();
        captured.ifPresent(taken -> console.println("[mlcd] took " + taken.added() + " labelled samples from " + step.getCapture() + "; "
                + taken.known() + " were known, " + taken.unlabelled() + " have no label and are set aside"));
        labels.ifPresent(taken -> console.println("[mlcd] took " + (taken.train() + taken.test()) + " samples that people labelled for " + step.getLabels() + "; "
                + taken.known() + " were known"));
        console.println("[mlcd] data set " + step.getName() + ": " + record.path("samples").asInt() + " samples, "
                + record.path("newSamples").asInt() + " new, version " + record.path("dataVersion").asText()
                + (record.has("dataSchema") ? ", schema " + record.path("dataSchema").path("number").asInt() : ""));
        if (record.has("quarantine")) {
            console.println("[mlcd] rows that are no samples, by what is wrong: " + record.path("invalid") + "; they are in mlcd/"
                    + record.path("quarantine").asText());
        }
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

        @CheckForNull
        private final ColumnRanges ranges;

        private final String quarantine;

        Scan(@CheckForNull ColumnRanges ranges, String quarantine) {
            this.ranges = ranges;
            this.quarantine = quarantine;
        }

        @Override
        public DatasetScan invoke(File directory, VirtualChannel channel) throws IOException {
            return DatasetScan.of(directory.toPath(), Optional.ofNullable(ranges), Path.of(quarantine));
        }
    }

    private static final class Clean extends MasterToSlaveFileCallable<Void> implements Serializable {

        private static final long serialVersionUID = 1L;

        @Override
        public Void invoke(File directory, VirtualChannel channel) throws IOException {
            Cleaning.of(directory.toPath());
            return null;
        }
    }

    private static final class TakeLabels extends MasterToSlaveFileCallable<LabelImport> implements Serializable {

        private static final long serialVersionUID = 1L;

        private final ArrayList<LabelledRow> rows;

        TakeLabels(ArrayList<LabelledRow> rows) {
            this.rows = rows;
        }

        @Override
        public LabelImport invoke(File directory, VirtualChannel channel) throws IOException {
            return LabelImport.into(directory.toPath(), rows);
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
