package io.jenkins.plugins.mlcd.jenkins.steps;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.AbortException;
import hudson.Extension;
import hudson.Util;
import hudson.model.Item;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.mlcd.canary.AbTest;
import io.jenkins.plugins.mlcd.canary.ForeignWriteException;
import io.jenkins.plugins.mlcd.canary.Quiet;
import io.jenkins.plugins.mlcd.canary.RolloutDefinition;
import io.jenkins.plugins.mlcd.canary.TrafficMatch;
import io.jenkins.plugins.mlcd.jenkins.config.MlcdConfiguration;
import io.jenkins.plugins.mlcd.jenkins.config.Target;
import io.jenkins.plugins.mlcd.jenkins.policy.StepLint;
import io.jenkins.plugins.mlcd.jenkins.steps.canary.Busy;
import io.jenkins.plugins.mlcd.jenkins.steps.canary.CanaryExecution;
import io.jenkins.plugins.mlcd.jenkins.steps.canary.RolloutProvider;
import io.jenkins.plugins.mlcd.jenkins.steps.canary.RolloutRouter;
import io.jenkins.plugins.mlcd.jenkins.steps.canary.SmokeTest;
import io.jenkins.plugins.mlcd.lint.CanaryPolicy;
import io.jenkins.plugins.mlcd.record.Durations;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** {@code mlCanary(model, target)}: moves the traffic of a target to a new version step by step, and back by itself. */
public class MlCanaryStep extends Step implements Serializable {

    private static final long serialVersionUID = 1L;

    private static final List<Integer> DEFAULT_WEIGHTS = List.of(5, 25, 50, 100);

    /** Of an A/B test. */
    private static final int HALF = 50;

    private final String model;
    private final String target;
    private List<Integer> stepWeights = new ArrayList<>();

    @CheckForNull
    private Integer stepWeight;

    @CheckForNull
    private Integer maxWeight;

    private String interval = "1m";
    private double alpha = 0.05;
    private List<String> metrics = new ArrayList<>();
    private long minRequests = 50;
    private int threshold = 1;
    private int inconclusiveLimit = 10;

    private double beta = 0.05;
    private double minEffect = 0.01;
    private int consecutiveErrorLimit = 5;
    private int mirror;
    private String quiet = "abort";
    private String foreignWrites = "restore";
    private List<String> approval = new ArrayList<>();

    @CheckForNull
    private String match;

    @CheckForNull
    private String winner;

    @CheckForNull
    private String maxDuration;

    private String proofTimeout = "1d";
    private String busy = Busy.WAIT.word();

    @CheckForNull
    private RolloutRouter router;

    @CheckForNull
    private RolloutProvider provider;

    @CheckForNull
    private SmokeTest smoke;

    @DataBoundConstructor
    public MlCanaryStep(String model, String target) {
        this.model = model;
        this.target = target;
    }

    @Override
    public StepExecution start(StepContext context) throws Exception {
        try {
            require("model", model);
            require("target", target);
            definition();
            if (smoke != null) {
                smoke.parsed();
            }
        } catch (IllegalArgumentException e) {
            throw new AbortException("mlCanary: " + e.getMessage());
        }
        StepLint.report(context.get(TaskListener.class), "mlCanary", new CanaryPolicy(metrics, provider == null ? List.of() : provider.customMetrics()).lint());
        return new CanaryExecution(context, this);
    }

    /** Whether a body of the Pipeline shares the traffic. */
    public boolean routedByBody() {
        return false;
    }

    private static void require(String what, @CheckForNull String value) {
        if (Util.fixEmptyAndTrim(value) == null) {
            throw new IllegalArgumentException(what + " is missing");
        }
    }

    @CheckForNull
    public SmokeTest getSmoke() {
        return smoke;
    }

    @DataBoundSetter
    public void setSmoke(@CheckForNull SmokeTest smoke) {
        this.smoke = smoke;
    }

    /** @throws IllegalArgumentException with one sentence that names the value and the rule */
    public RolloutDefinition definition() {
        List<String> custom = provider == null ? List.of() : provider.customMetrics();
        whileBusy();
        return RolloutDefinition.builder(weights(), seconds("interval", interval))
                .errors(alpha, beta)
                .minEffect(minEffect)
                .metrics(metrics, custom)
                .minRequests(minRequests)
                .limits(threshold, inconclusiveLimit, consecutiveErrorLimit)
                .maxDurationSeconds(Optional.ofNullable(maxDuration).map(text -> seconds("maxDuration", text)))
                .proofTimeoutSeconds(seconds("proofTimeout", proofTimeout))
                .mirror(mirror)
                .quiet(choice("quiet", Quiet.class, quiet))
                .foreignWrites(choice("foreignWrites", ForeignWriteException.Policy.class, foreignWrites))
                .approvals(approval)
                .abTest(abTest())
                .smoke(smoke != null)
                .build();
    }

    /** @throws IllegalArgumentException when {@code busy} is no such word */
    public Busy whileBusy() {
        return choice("busy", Busy.class, busy);
    }

    private static double seconds(String what, String text) {
        return Durations.parse(what, text).toMillis() / 1000.0;
    }

    private static <E extends Enum<E>> E choice(String what, Class<E> type, String word) {
        List<String> words = Arrays.stream(type.getEnumConstants()).map(value -> value.name().toLowerCase(Locale.ROOT)).toList();
        if (!words.contains(word)) {
            throw new IllegalArgumentException(what + " '" + word + "' is none of " + words);
        }
        return Enum.valueOf(type, word.toUpperCase(Locale.ROOT));
    }

    /** Whoever says who gets the canary, or what becomes of the winner, wants an A/B test. */
    private Optional<AbTest> abTest() {
        if (match == null && winner == null) {
            return Optional.empty();
        }
        if (winner != null && !winner.equals("promote") && !winner.equals("report")) {
            throw new IllegalArgumentException("winner '" + winner + "' is neither 'promote' nor 'report'");
        }
        return Optional.of(new AbTest(!"report".equals(winner), Optional.ofNullable(match).map(TrafficMatch::parse)));
    }

    private List<Integer> weights() {
        if (stepWeight == null && maxWeight == null && stepWeights.isEmpty() && (match != null || winner != null)) {
            return List.of(HALF);
        }
        if (stepWeight == null && maxWeight == null) {
            return stepWeights.isEmpty() ? DEFAULT_WEIGHTS : stepWeights;
        }
        if (!stepWeights.isEmpty() || stepWeight == null) {
            throw new IllegalArgumentException("write either stepWeights, or stepWeight with or without maxWeight");
        }
        return RolloutDefinition.evenSteps(stepWeight, maxWeight == null ? 100 : maxWeight);
    }

    public String getModel() {
        return model;
    }

    public String getTarget() {
        return target;
    }

    public List<Integer> getStepWeights() {
        return stepWeights;
    }

    @DataBoundSetter
    public void setStepWeights(List<Integer> stepWeights) {
        this.stepWeights = new ArrayList<>(stepWeights);
    }

    @CheckForNull
    public Integer getStepWeight() {
        return stepWeight;
    }

    @DataBoundSetter
    public void setStepWeight(@CheckForNull Integer stepWeight) {
        this.stepWeight = stepWeight;
    }

    @CheckForNull
    public Integer getMaxWeight() {
        return maxWeight;
    }

    @DataBoundSetter
    public void setMaxWeight(@CheckForNull Integer maxWeight) {
        this.maxWeight = maxWeight;
    }

    public String getInterval() {
        return interval;
    }

    @DataBoundSetter
    public void setInterval(String interval) {
        this.interval = interval;
    }

    public double getAlpha() {
        return alpha;
    }

    @DataBoundSetter
    public void setAlpha(double alpha) {
        this.alpha = alpha;
    }

    public List<String> getMetrics() {
        return metrics;
    }

    @DataBoundSetter
    public void setMetrics(List<String> metrics) {
        this.metrics = new ArrayList<>(metrics);
    }

    public long getMinRequests() {
        return minRequests;
    }

    @DataBoundSetter
    public void setMinRequests(long minRequests) {
        this.minRequests = minRequests;
    }

    public int getThreshold() {
        return threshold;
    }

    @DataBoundSetter
    public void setThreshold(int threshold) {
        this.threshold = threshold;
    }

    public int getInconclusiveLimit() {
        return inconclusiveLimit;
    }

    @DataBoundSetter
    public void setInconclusiveLimit(int inconclusiveLimit) {
        this.inconclusiveLimit = inconclusiveLimit;
    }

    @CheckForNull
    public String getMaxDuration() {
        return maxDuration;
    }

    @DataBoundSetter
    public void setMaxDuration(@CheckForNull String maxDuration) {
        this.maxDuration = Util.fixEmptyAndTrim(maxDuration);
    }

    public String getProofTimeout() {
        return proofTimeout;
    }

    /** How long a weight may wait for proof. */
    @DataBoundSetter
    public void setProofTimeout(@CheckForNull String proofTimeout) {
        this.proofTimeout = Util.fixEmptyAndTrim(proofTimeout) == null ? "1d" : proofTimeout.strip();
    }

    public String getBusy() {
        return busy;
    }

    /** What is done while another build rolls out to the target. */
    @DataBoundSetter
    public void setBusy(@CheckForNull String busy) {
        this.busy = Util.fixEmptyAndTrim(busy) == null ? Busy.WAIT.word() : busy.strip();
    }

    public double getBeta() {
        return beta;
    }

    @DataBoundSetter
    public void setBeta(double beta) {
        this.beta = beta;
    }

    public double getMinEffect() {
        return minEffect;
    }

    @DataBoundSetter
    public void setMinEffect(double minEffect) {
        this.minEffect = minEffect;
    }

    public int getConsecutiveErrorLimit() {
        return consecutiveErrorLimit;
    }

    @DataBoundSetter
    public void setConsecutiveErrorLimit(int consecutiveErrorLimit) {
        this.consecutiveErrorLimit = consecutiveErrorLimit;
    }

    public int getMirror() {
        return mirror;
    }

    @DataBoundSetter
    public void setMirror(int mirror) {
        this.mirror = mirror;
    }

    public String getQuiet() {
        return quiet;
    }

    @DataBoundSetter
    public void setQuiet(String quiet) {
        this.quiet = quiet;
    }

    public String getForeignWrites() {
        return foreignWrites;
    }

    @DataBoundSetter
    public void setForeignWrites(String foreignWrites) {
        this.foreignWrites = foreignWrites;
    }

    public List<String> getApproval() {
        return approval;
    }

    @DataBoundSetter
    public void setApproval(List<String> approval) {
        this.approval = new ArrayList<>(approval);
    }

    @CheckForNull
    public String getMatch() {
        return match;
    }

    @DataBoundSetter
    public void setMatch(@CheckForNull String match) {
        this.match = Util.fixEmptyAndTrim(match);
    }

    @CheckForNull
    public String getWinner() {
        return winner;
    }

    @DataBoundSetter
    public void setWinner(@CheckForNull String winner) {
        this.winner = Util.fixEmptyAndTrim(winner);
    }

    @CheckForNull
    public RolloutRouter getRouter() {
        return router;
    }

    @DataBoundSetter
    public void setRouter(@CheckForNull RolloutRouter router) {
        this.router = router;
    }

    @CheckForNull
    public RolloutProvider getProvider() {
        return provider;
    }

    @DataBoundSetter
    public void setProvider(@CheckForNull RolloutProvider provider) {
        this.provider = provider;
    }

    @Extension
    public static class DescriptorImpl extends StepDescriptor {

        @Override
        public String getFunctionName() {
            return "mlCanary";
        }

        @Override
        public String getDisplayName() {
            return "Move traffic to a new model version step by step";
        }

        @Override
        public Set<? extends Class<?>> getRequiredContext() {
            return Set.of(Run.class, TaskListener.class);
        }

        @POST
        public FormValidation doCheckModel(@QueryParameter String value) {
            return FormValidation.validateRequired(value);
        }

        @POST
        public FormValidation doCheckInterval(@QueryParameter String value) {
            return checked(() -> Durations.parse("interval", value));
        }

        @POST
        public FormValidation doCheckMaxDuration(@QueryParameter String value) {
            return Util.fixEmptyAndTrim(value) == null
                    ? FormValidation.ok()
                    : checked(() -> Durations.parse("maxDuration", value));
        }

        @POST
        public FormValidation doCheckMinRequests(@QueryParameter String value) {
            return FormValidation.validatePositiveInteger(value);
        }

        @POST
        public ListBoxModel doFillQuietItems() {
            return new ListBoxModel(new ListBoxModel.Option("take the traffic back", "abort"), new ListBoxModel.Option("wait", "hold"),
                    new ListBoxModel.Option("send copies of requests", "mirror"));
        }

        @POST
        public ListBoxModel doFillForeignWritesItems() {
            return new ListBoxModel(new ListBoxModel.Option("set the shares again", "restore"), new ListBoxModel.Option("take the traffic back", "abort"));
        }

        @POST
        public ListBoxModel doFillBusyItems() {
            return new ListBoxModel(new ListBoxModel.Option("wait", "wait"), new ListBoxModel.Option("fail", "fail"));
        }

        @POST
        public ListBoxModel doFillWinnerItems() {
            return new ListBoxModel(new ListBoxModel.Option("no A/B test", ""), new ListBoxModel.Option("promote", "promote"), new ListBoxModel.Option("report", "report"));
        }

        @POST
        public ListBoxModel doFillTargetItems(@AncestorInPath Item job) {
            ListBoxModel items = new ListBoxModel();
            if (job == null ? Jenkins.get().hasPermission(Jenkins.ADMINISTER) : job.hasPermission(Item.CONFIGURE)) {
                MlcdConfiguration.get().getTargets().stream().map(Target::getName).forEach(items::add);
            }
            return items;
        }

        private static FormValidation checked(Runnable parse) {
            try {
                parse.run();
                return FormValidation.ok();
            } catch (IllegalArgumentException e) {
                return FormValidation.error(e.getMessage());
            }
        }
    }
}
