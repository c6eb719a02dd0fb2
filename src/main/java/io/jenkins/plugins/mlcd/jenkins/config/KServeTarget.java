package io.jenkins.plugins.mlcd.jenkins.config;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Extension;
import hudson.Util;
import hudson.util.FormValidation;
import io.jenkins.plugins.mlcd.canary.MetricProvider;
import io.jenkins.plugins.mlcd.canary.ModelSource;
import io.jenkins.plugins.mlcd.canary.TrafficRouter;
import io.jenkins.plugins.mlcd.canary.Workload;
import io.jenkins.plugins.mlcd.jenkins.steps.canary.RolloutProvider;
import io.jenkins.plugins.mlcd.kubernetes.ApiCalls;
import io.jenkins.plugins.mlcd.kubernetes.workload.InferenceServiceObject;
import io.jenkins.plugins.mlcd.kubernetes.workload.InferenceServiceRouter;
import io.jenkins.plugins.mlcd.kubernetes.workload.InferenceServiceWorkload;
import io.jenkins.plugins.mlcd.record.Durations;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.model.Jenkins;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** An InferenceService of KServe, which shares the traffic of its revisions itself. */
public final class KServeTarget extends Target {

    private static final long serialVersionUID = 1L;
    private static final Logger LOGGER = Logger.getLogger(KServeTarget.class.getName());
    private static final String READY_TIMEOUT = "10m";

    private final String inferenceService;

    @CheckForNull
    private String cloud;

    @CheckForNull
    private String kubeconfigCredentialsId;

    @CheckForNull
    private String namespace;

    @CheckForNull
    private String modelUri;

    private String readyTimeout = READY_TIMEOUT;

    @CheckForNull
    private RolloutProvider provider;

    /** @throws IllegalArgumentException when a name is none */
    @DataBoundConstructor
    public KServeTarget(String name, String inferenceService) {
        super(name);
        this.inferenceService = KubernetesTarget.objectName("inferenceService", Util.fixNull(inferenceService).strip());
    }

    private ClusterConnection connection() {
        return new ClusterConnection(cloud, kubeconfigCredentialsId);
    }

    private String namespaceInUse() {
        return namespace == null ? connection().namespace() : namespace;
    }

    private InferenceServiceObject service() {
        return new InferenceServiceObject(connection().client(), namespaceInUse(), inferenceService, new ApiCalls());
    }

    @Override
    public Workload workload(ModelSource models) {
        return workload(models, line -> LOGGER.log(Level.INFO, "{0}: {1}", new Object[] {getName(), line}));
    }

    @Override
    public Workload workload(ModelSource models, Consumer<String> console) {
        return new InferenceServiceWorkload(
                service(), models, Optional.ofNullable(modelUri), Durations.parse("readyTimeout", readyTimeout), console);
    }

    @Override
    public TrafficRouter router() {
        return new InferenceServiceRouter(service());
    }

    @Override
    public MetricProvider provider() {
        return provider == null ? super.provider() : provider.provider(this);
    }

    @Override
    public Map<String, String> queryVariables(String role) {
        return Map.of("namespace", namespaceInUse(), "inferenceService", inferenceService);
    }

    public String getInferenceService() {
        return inferenceService;
    }

    @CheckForNull
    public String getCloud() {
        return cloud;
    }

    @DataBoundSetter
    public void setCloud(@CheckForNull String cloud) {
        this.cloud = Util.fixEmptyAndTrim(cloud);
        connection();
    }

    @CheckForNull
    public String getKubeconfigCredentialsId() {
        return kubeconfigCredentialsId;
    }

    @DataBoundSetter
    public void setKubeconfigCredentialsId(@CheckForNull String kubeconfigCredentialsId) {
        this.kubeconfigCredentialsId = Util.fixEmptyAndTrim(kubeconfigCredentialsId);
        connection();
    }

    @CheckForNull
    public String getNamespace() {
        return namespace;
    }

    @DataBoundSetter
    public void setNamespace(@CheckForNull String namespace) {
        this.namespace = KubernetesTarget.optionalName("namespace", namespace);
    }

    @CheckForNull
    public String getModelUri() {
        return modelUri;
    }

    @DataBoundSetter
    public void setModelUri(@CheckForNull String modelUri) {
        this.modelUri = Util.fixEmptyAndTrim(modelUri);
    }

    public String getReadyTimeout() {
        return readyTimeout;
    }

    /** @throws IllegalArgumentException when it is no duration */
    @DataBoundSetter
    public void setReadyTimeout(@CheckForNull String readyTimeout) {
        this.readyTimeout = Util.fixEmptyAndTrim(readyTimeout) == null ? READY_TIMEOUT : readyTimeout.strip();
        Durations.parse("readyTimeout", this.readyTimeout);
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
    @Symbol("kserveTarget")
    public static final class DescriptorImpl extends TargetDescriptor {

        @Override
        public String getDisplayName() {
            return "KServe InferenceService";
        }

        /** Only an administrator may make the controller ask a cluster. */
        @POST
        public FormValidation doTestConnection(
                @QueryParameter String name,
                @QueryParameter String inferenceService,
                @QueryParameter String cloud,
                @QueryParameter String kubeconfigCredentialsId,
                @QueryParameter String namespace)
                throws InterruptedException {
            Jenkins.get().checkPermission(Jenkins.ADMINISTER);
            try {
                KServeTarget target = new KServeTarget(name, inferenceService);
                target.setCloud(cloud);
                target.setKubeconfigCredentialsId(kubeconfigCredentialsId);
                target.setNamespace(namespace);
                return FormValidation.ok("InferenceService " + inferenceService + " serves " + target.service().version().orElse("no model yet"));
            } catch (IOException | RuntimeException e) {
                return FormValidation.error(String.valueOf(e.getMessage()));
            }
        }
    }
}
