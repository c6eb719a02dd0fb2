package io.jenkins.plugins.mlcd.jenkins.steps.sweep.kubernetes;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.AbortException;
import hudson.Extension;
import hudson.Util;
import hudson.model.Descriptor;
import hudson.util.FormValidation;
import io.jenkins.plugins.mlcd.jenkins.steps.MlSweepStep;
import io.jenkins.plugins.mlcd.jenkins.steps.sweep.SweepTrials;
import io.jenkins.plugins.mlcd.kubernetes.JobTemplate;
import io.jenkins.plugins.mlcd.kubernetes.Parallelism;
import io.jenkins.plugins.mlcd.kubernetes.Patience;
import io.jenkins.plugins.mlcd.record.Durations;
import java.util.Optional;
import org.jenkinsci.Symbol;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** {@code kubernetesJob(yaml: readFile('trial.yaml'))}: each trial is a Job in a cluster, and no agent is needed. */
public final class KubernetesJobTrials extends SweepTrials {

    private static final long serialVersionUID = 1L;
    private static final int DEFAULT_PARALLELISM = 4;

    private final String yaml;

    @CheckForNull
    private String namespace;

    @CheckForNull
    private String container;

    @CheckForNull
    private String queue;

    @CheckForNull
    private String cloud;

    @CheckForNull
    private String kubeconfigCredentialsId;

    private int parallelism = DEFAULT_PARALLELISM;
    private String pendingTimeout = "15m";

    @DataBoundConstructor
    public KubernetesJobTrials(String yaml) {
        this.yaml = yaml;
    }

    @Override
    public StepExecution start(StepContext context, MlSweepStep step) throws AbortException {
        try {
            template();
            patience();
            Parallelism.of(parallelism);
        } catch (IllegalArgumentException e) {
            throw new AbortException("mlSweepJobs: kubernetesJob: " + e.getMessage());
        }
        if (cloud != null && kubeconfigCredentialsId != null) {
            throw new AbortException("mlSweepJobs: kubernetesJob: cloud and kubeconfigCredentialsId are both given; one says where the cluster is");
        }
        return new KubernetesSweepExecution(context, step, this);
    }

    /** @throws IllegalArgumentException with one sentence that says what is wrong with the template */
    JobTemplate template() {
        return JobTemplate.parse(yaml == null ? "" : yaml, Optional.ofNullable(container));
    }

    /** @throws IllegalArgumentException naming the value and the rule */
    Patience patience() {
        return Patience.of(Durations.parse("pendingTimeout", pendingTimeout));
    }

    public String getYaml() {
        return yaml;
    }

    @CheckForNull
    public String getNamespace() {
        return namespace;
    }

    @DataBoundSetter
    public void setNamespace(@CheckForNull String namespace) {
        this.namespace = Util.fixEmptyAndTrim(namespace);
    }

    @CheckForNull
    public String getContainer() {
        return container;
    }

    @DataBoundSetter
    public void setContainer(@CheckForNull String container) {
        this.container = Util.fixEmptyAndTrim(container);
    }

    @CheckForNull
    public String getQueue() {
        return queue;
    }

    @DataBoundSetter
    public void setQueue(@CheckForNull String queue) {
        this.queue = Util.fixEmptyAndTrim(queue);
    }

    @CheckForNull
    public String getCloud() {
        return cloud;
    }

    @DataBoundSetter
    public void setCloud(@CheckForNull String cloud) {
        this.cloud = Util.fixEmptyAndTrim(cloud);
    }

    @CheckForNull
    public String getKubeconfigCredentialsId() {
        return kubeconfigCredentialsId;
    }

    @DataBoundSetter
    public void setKubeconfigCredentialsId(@CheckForNull String kubeconfigCredentialsId) {
        this.kubeconfigCredentialsId = Util.fixEmptyAndTrim(kubeconfigCredentialsId);
    }

    public int getParallelism() {
        return parallelism;
    }

    @DataBoundSetter
    public void setParallelism(int parallelism) {
        this.parallelism = parallelism;
    }

    public String getPendingTimeout() {
        return pendingTimeout;
    }

    @DataBoundSetter
    public void setPendingTimeout(String pendingTimeout) {
        this.pendingTimeout = pendingTimeout;
    }

    @Extension
    @Symbol("kubernetesJob")
    public static final class DescriptorImpl extends Descriptor<SweepTrials> {

        @Override
        public String getDisplayName() {
            return "Run each trial as a Kubernetes Job";
        }

        @POST
        public FormValidation doCheckYaml(@QueryParameter String value) {
            try {
                JobTemplate.parse(Util.fixNull(value), Optional.empty());
                return FormValidation.ok();
            } catch (IllegalArgumentException e) {
                return FormValidation.error(e.getMessage());
            }
        }

        @POST
        public FormValidation doCheckPendingTimeout(@QueryParameter String value) {
            try {
                Patience.of(Durations.parse("pendingTimeout", value));
                return FormValidation.ok();
            } catch (IllegalArgumentException e) {
                return FormValidation.error(e.getMessage());
            }
        }
    }
}
