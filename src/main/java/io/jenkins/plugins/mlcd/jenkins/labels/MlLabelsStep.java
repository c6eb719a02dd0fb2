package io.jenkins.plugins.mlcd.jenkins.labels;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.AbortException;
import hudson.Extension;
import hudson.FilePath;
import hudson.Util;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.mlcd.labels.FillPlan;
import io.jenkins.plugins.mlcd.labels.QueueSettings;
import io.jenkins.plugins.mlcd.record.BuildLayout;
import io.jenkins.plugins.mlcd.record.Durations;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.verb.POST;

/** {@code mlLabels(model, target)}: chooses captured samples and puts them into the queue that people label. */
public final class MlLabelsStep extends Step implements Serializable {

    private static final long serialVersionUID = 1L;

    private final String model;

    @CheckForNull
    private String target;

    @CheckForNull
    private String capture;

    @CheckForNull
    private String path;

    @CheckForNull
    private String dataset;

    @CheckForNull
    private String within;

    private int budget = 100;

    private int agreement = 1;

    private String guess = QueueSettings.Guess.HIDDEN.word();

    private String lease = "10m";

    @CheckForNull
    private Integer enough;

    private double feedbackShare = 0.5;

    private long seed;

    private List<String> slices = new ArrayList<>();

    private List<String> columns = new ArrayList<>();

    private List<String> classes = new ArrayList<>();

    @DataBoundConstructor
    public MlLabelsStep(String model) {
        this.model = model;
    }

    @Override
    public StepExecution start(StepContext context) throws Exception {
        try {
            BuildLayout.requireName("model", model);
            requireSource();
            plan(1, budget);
            QueueSettings.Guess.of(guess);
            Durations.parse("lease", lease);
            if (within != null) {
                Durations.parse("within", within);
            }
            if (agreement < 1 || agreement > 2) {
                throw new IllegalArgumentException("agreement must be 1 or 2 people, but is " + agreement);
            }
            if (!(feedbackShare >= 0 && feedbackShare <= 1)) {
                throw new IllegalArgumentException("feedbackShare must be 0 to 1, but is " + feedbackShare);
            }
        } catch (IllegalArgumentException e) {
            throw new AbortException("mlLabels: " + e.getMessage());
        }
        return new LabelsExecution(context, this);
    }

    private void requireSource() {
        if ((target == null) == (capture == null)) {
            throw new IllegalArgumentException("say where the traffic is, either by target or by capture, a file of the workspace");
        }
    }

    /** @param build by whose number is drawn where no seed is given */
    FillPlan plan(int build, int most) {
        return new FillPlan(most, seed == 0 ? build : seed, slices, columns);
    }

    /** New labels of which the job is told. */
    int enoughLabels() {
        return enough == null ? Math.max(1, budget / 2) : enough;
    }

    public String getModel() {
        return model;
    }

    @CheckForNull
    public String getTarget() {
        return target;
    }

    @DataBoundSetter
    public void setTarget(@CheckForNull String target) {
        this.target = Util.fixEmptyAndTrim(target);
    }

    @CheckForNull
    public String getCapture() {
        return capture;
    }

    @DataBoundSetter
    public void setCapture(@CheckForNull String capture) {
        this.capture = Util.fixEmptyAndTrim(capture);
    }

    @CheckForNull
    public String getPath() {
        return path;
    }

    @DataBoundSetter
    public void setPath(@CheckForNull String path) {
        this.path = Util.fixEmptyAndTrim(path);
    }

    @CheckForNull
    public String getDataset() {
        return dataset;
    }

    @DataBoundSetter
    public void setDataset(@CheckForNull String dataset) {
        this.dataset = Util.fixEmptyAndTrim(dataset);
    }

    @CheckForNull
    public String getWithin() {
        return within;
    }

    @DataBoundSetter
    public void setWithin(@CheckForNull String within) {
        this.within = Util.fixEmptyAndTrim(within);
    }

    public int getBudget() {
        return budget;
    }

    @DataBoundSetter
    public void setBudget(int budget) {
        this.budget = budget;
    }

    public int getAgreement() {
        return agreement;
    }

    @DataBoundSetter
    public void setAgreement(int agreement) {
        this.agreement = agreement;
    }

    public String getGuess() {
        return guess;
    }

    @DataBoundSetter
    public void setGuess(@CheckForNull String guess) {
        String word = Util.fixEmptyAndTrim(guess);
        this.guess = word == null ? QueueSettings.Guess.HIDDEN.word() : word;
    }

    public String getLease() {
        return lease;
    }

    @DataBoundSetter
    public void setLease(@CheckForNull String lease) {
        String word = Util.fixEmptyAndTrim(lease);
        this.lease = word == null ? "10m" : word;
    }

    @CheckForNull
    public Integer getEnough() {
        return enough;
    }

    @DataBoundSetter
    public void setEnough(@CheckForNull Integer enough) {
        this.enough = enough;
    }

    public double getFeedbackShare() {
        return feedbackShare;
    }

    @DataBoundSetter
    public void setFeedbackShare(double feedbackShare) {
        this.feedbackShare = feedbackShare;
    }

    public long getSeed() {
        return seed;
    }

    @DataBoundSetter
    public void setSeed(long seed) {
        this.seed = seed;
    }

    public List<String> getSlices() {
        return new ArrayList<>(slices);
    }

    @DataBoundSetter
    public void setSlices(@CheckForNull List<String> slices) {
        this.slices = slices == null ? new ArrayList<>() : new ArrayList<>(slices);
    }

    public List<String> getColumns() {
        return new ArrayList<>(columns);
    }

    @DataBoundSetter
    public void setColumns(@CheckForNull List<String> columns) {
        this.columns = columns == null ? new ArrayList<>() : new ArrayList<>(columns);
    }

    public List<String> getClasses() {
        return new ArrayList<>(classes);
    }

    @DataBoundSetter
    public void setClasses(@CheckForNull List<String> classes) {
        this.classes = classes == null ? new ArrayList<>() : new ArrayList<>(classes);
    }

    @Extension
    public static final class DescriptorImpl extends StepDescriptor {

        @Override
        public String getFunctionName() {
            return "mlLabels";
        }

        @NonNull
        @Override
        public String getDisplayName() {
            return "Have people label samples of production";
        }

        @POST
        public ListBoxModel doFillGuessItems() {
            ListBoxModel items = new ListBoxModel();
            for (QueueSettings.Guess guess : QueueSettings.Guess.values()) {
                items.add(guess.word());
            }
            return items;
        }

        @Override
        public Set<? extends Class<?>> getRequiredContext() {
            return Set.of(Run.class, FilePath.class, TaskListener.class);
        }

        @Override
        public String argumentsToString(@NonNull Map<String, Object> arguments) {
            return String.valueOf(arguments.get("model"));
        }
    }
}
