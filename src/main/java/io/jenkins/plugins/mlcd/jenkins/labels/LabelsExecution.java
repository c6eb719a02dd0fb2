package io.jenkins.plugins.mlcd.jenkins.labels;

import com.fasterxml.jackson.databind.node.ObjectNode;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.AbortException;
import hudson.FilePath;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.remoting.VirtualChannel;
import io.jenkins.plugins.mlcd.dataset.CaptureRows;
import io.jenkins.plugins.mlcd.dataset.TrainingSamples;
import io.jenkins.plugins.mlcd.jenkins.config.Targets;
import io.jenkins.plugins.mlcd.labels.FillPlan;
import io.jenkins.plugins.mlcd.labels.Filling;
import io.jenkins.plugins.mlcd.labels.LabelQueue;
import io.jenkins.plugins.mlcd.labels.LabelState;
import io.jenkins.plugins.mlcd.labels.QueueSettings;
import io.jenkins.plugins.mlcd.record.Durations;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import jenkins.MasterToSlaveFileCallable;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.SynchronousNonBlockingStepExecution;

/** Looks at the traffic on the agent, where the data is; keeps the queue on the controller. Done again after a restart, it changes nothing. */
final class LabelsExecution extends SynchronousNonBlockingStepExecution<Map<String, Object>> {

    private static final long serialVersionUID = 1L;

    /** Samples that are taken from a target at once, the newest. */
    private static final int CAPTURE_LIMIT = 20_000;

    /** Training samples that traffic is compared with. */
    private static final int REFERENCE = 1_000;

    private final MlLabelsStep step;

    LabelsExecution(StepContext context, MlLabelsStep step) {
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
            throw (AbortException) new AbortException("mlLabels: " + e.getMessage()).initCause(e);
        }
    }

    private Map<String, Object> work() throws IOException, InterruptedException {
        Run<?, ?> run = getContext().get(Run.class);
        LabelQueue queue = new LabelQueue(run.getParent().getRootDir().toPath(), step.getModel(), InstantSource.system());
        Optional<ObjectNode> done = queue.filling(run.getNumber());
        if (done.isEmpty()) {
            fill(run, queue);
            done = queue.filling(run.getNumber());
        }
        LabelNews.tell(run.getParent());
        return result(run, queue, done.orElseThrow());
    }

    private void fill(Run<?, ?> run, LabelQueue queue) throws IOException, InterruptedException {
        FillPlan plan = step.plan(run.getNumber(), Math.max(1, step.getBudget() - queue.chosenBy(run.getNumber())));
        HashSet<String> queued = new HashSet<>(queue.contents());
        Filling filling = traffic(new Choose(step.getPath(), queued, plan));
        if (filling.captured() == 0 || filling.answeredShare() > step.getFeedbackShare()) {
            queue.skipFilling(filling, run.getNumber(), plan.seed());
            return;
        }
        Optional<QueueSettings> before = queue.view().settings();
        if (before.isPresent() && before.get().shape().values() != filling.shape().values()) {
            throw new IllegalArgumentException("the queue of " + step.getModel() + " has inputs of " + before.get().shape().values() + " values, but the traffic has "
                    + filling.shape().values() + ": it is another model, and wants another name");
        }
        List<String> classes = step.getClasses().isEmpty() ? filling.classes() : step.getClasses();
        QueueSettings settings = new QueueSettings(step.getModel(), step.getDataset() == null ? step.getModel() : step.getDataset(), step.getAgreement(),
                Durations.parse("lease", step.getLease()), QueueSettings.Guess.of(step.getGuess()), step.enoughLabels(), classes, filling.shape(), filling.ranges());
        queue.fill(settings, filling, run.getNumber(), plan.seed());
    }

    private Filling traffic(Choose choose) throws IOException, InterruptedException {
        FilePath workspace = getContext().get(FilePath.class);
        if (step.getCapture() != null) {
            return workspace.act(choose.of(step.getCapture()));
        }
        FilePath download = workspace.child(".mlcd/labels-" + step.getModel() + ".csv");
        Optional<Instant> from = Optional.ofNullable(step.getWithin()).map(within -> Instant.now().minus(Durations.parse("within", within)));
        try (InputStream rows = Targets.named(step.getTarget()).traffic().capture(from, Optional.empty(), CAPTURE_LIMIT)) {
            download.copyFrom(rows);
            return workspace.act(choose.of(".mlcd/labels-" + step.getModel() + ".csv"));
        } finally {
            download.delete();
        }
    }

    private Map<String, Object> result(Run<?, ?> run, LabelQueue queue, ObjectNode filling) throws IOException, InterruptedException {
        LabelQueue.View view = queue.view();
        int answered = filling.path("answered").asInt();
        boolean skipped = filling.path("skipped").asBoolean();
        var console = getContext().get(TaskListener.class).getLogger();
        if (skipped) {
            console.println("[mlLabels] " + (filling.path("captured").asInt() == 0 ? "nothing was captured"
                    : "the true labels of " + answered + " of " + filling.path("captured").asInt() + " samples came back by themselves") + "; nobody is asked");
        } else {
            console.println("[mlLabels] of " + filling.path("captured").asInt() + " samples: " + answered + " have their label, " + filling.path("known").asInt() + " are known, "
                    + filling.path("duplicates").asInt() + " are the same and " + filling.path("near").asInt() + " look the same as another, " + filling.path("outliers").asInt()
                    + " are like nothing else and set aside; " + filling.path("chosen").asInt() + " of the other " + filling.path("considered").asInt()
                    + " are to be labelled at " + run.getParent().getUrl() + LabelsPage.URL + "/");
        }
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("queued", filling.path("chosen").asInt());
        result.put("setAside", view.counts().get(LabelState.ASIDE));
        result.put("waiting", view.counts().get(LabelState.WAITING) + view.counts().get(LabelState.CLAIMED) + view.counts().get(LabelState.LABELLED)
                + view.counts().get(LabelState.DISAGREED));
        result.put("settled", view.counts().get(LabelState.SETTLED));
        result.put("answered", answered);
        result.put("skipped", skipped);
        return result;
    }

    /** Reads and chooses, on the agent. */
    private static final class Choose extends MasterToSlaveFileCallable<Filling> {

        private static final long serialVersionUID = 1L;

        @CheckForNull
        private final String path;

        private final HashSet<String> queued;
        private final FillPlan plan;
        private String capture = "";

        Choose(@CheckForNull String path, HashSet<String> queued, FillPlan plan) {
            this.path = path;
            this.queued = queued;
            this.plan = plan;
        }

        Choose of(String file) {
            capture = file;
            return this;
        }

        @Override
        public Filling invoke(File directory, VirtualChannel channel) throws IOException {
            Path workspace = directory.toPath();
            TrainingSamples data = path == null ? TrainingSamples.NONE : TrainingSamples.read(workspace.resolve(path), REFERENCE, plan.seed());
            try {
                return Filling.of(CaptureRows.read(workspace.resolve(capture)), data, queued, plan);
            } catch (IllegalArgumentException e) {
                throw new IOException(e.getMessage(), e); // an agent would wrap the other
            }
        }
    }
}
