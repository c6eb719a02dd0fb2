package io.jenkins.plugins.mlcd.jenkins.config;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Extension;
import hudson.Util;
import hudson.util.FormValidation;
import io.jenkins.plugins.mlcd.canary.ModelSource;
import io.jenkins.plugins.mlcd.canary.TrafficRouter;
import io.jenkins.plugins.mlcd.canary.Workload;
import io.jenkins.plugins.mlcd.jenkins.steps.canary.IstioRolloutRouter;
import io.jenkins.plugins.mlcd.jenkins.steps.canary.RolloutRouter;
import io.jenkins.plugins.mlcd.kubernetes.ApiCalls;
import io.jenkins.plugins.mlcd.kubernetes.pods.ModelPods;
import io.jenkins.plugins.mlcd.kubernetes.traffic.Backends;
import io.jenkins.plugins.mlcd.kubernetes.workload.DeploymentSettings;
import io.jenkins.plugins.mlcd.kubernetes.workload.DeploymentWorkload;
import io.jenkins.plugins.mlcd.kubernetes.workload.ModelChange;
import io.jenkins.plugins.mlcd.kubernetes.workload.StableObjects;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** A model's servers in a Kubernetes cluster: a Deployment behind a Service, and what shares and counts its traffic. */
public final class KubernetesTarget extends ClusterTarget {

    private static final long serialVersionUID = 1L;
    private static final String CANARY = "-canary";

    private final String deployment;

    @CheckForNull
    private String service;

    @CheckForNull
    private String container;

    @CheckForNull
    private String image;

    @CheckForNull
    private String modelUriVariable;

    @CheckForNull
    private String overlay;

    @CheckForNull
    private Integer canaryReplicas;

    @CheckForNull
    private RolloutRouter router;

    @CheckForNull
    private String canaryUrl;

    @CheckForNull
    private String productionUrl;

    /** @throws IllegalArgumentException when a name is none */
    @DataBoundConstructor
    public KubernetesTarget(String name, String deployment) {
        super(name);
        this.deployment = objectName("deployment", Util.fixNull(deployment).strip());
    }

    /** Name of the Service that users reach. */
    public String serviceInUse() {
        return service == null ? deployment : service;
    }

    /** Whether both versions are behind that Service and are told apart by subsets. */
    public boolean sharesBySubsets() {
        return router instanceof IstioRolloutRouter istio && istio.getDestinationRule() != null;
    }

    /** What routers lead to. */
    public Backends backends(Optional<Backends.Subsets> subsets) {
        return new Backends(namespaceInUse(), serviceInUse(), serviceInUse() + CANARY, subsets);
    }

    /** @throws IllegalArgumentException when settings do not fit together */
    public DeploymentSettings settings() {
        return new DeploymentSettings(
                namespaceInUse(), deployment, serviceInUse(), sharesBySubsets(), change(),
                canaryReplicas == null ? OptionalInt.empty() : OptionalInt.of(canaryReplicas),
                readyWithin());
    }

    private ModelChange change() {
        boolean byUri = getModelUri() != null || image == null && overlay == null;
        String variable = modelUriVariable == null && byUri ? "MODEL_URI" : modelUriVariable;
        return new ModelChange(
                Optional.ofNullable(container), Optional.ofNullable(image), Optional.ofNullable(getModelUri()), Optional.ofNullable(variable), Optional.ofNullable(overlay));
    }

    /** The stable version's objects. */
    public StableObjects stable() {
        return new StableObjects(client(), settings(), new ApiCalls());
    }

    @Override
    public Workload workload(ModelSource models, Consumer<String> console) {
        return new DeploymentWorkload(client(), settings(), models, new ApiCalls(), console);
    }

    @Override
    ModelPods stablePods() throws IOException, InterruptedException {
        return stable().pods();
    }

    @Override
    public TrafficRouter router() {
        return router == null ? super.router() : router.router(this);
    }

    @Override
    public Map<String, String> queryVariables(String role) {
        boolean canary = role.equals("canary");
        return Map.of(
                "namespace", namespaceInUse(),
                "workload", deployment + (canary ? CANARY : ""),
                "service", serviceInUse() + (canary && !sharesBySubsets() ? CANARY : ""));
    }

    @Override
    public Optional<URI> canaryUrl() throws IOException, InterruptedException {
        return Optional.of(canaryUrl == null ? stable().canaryUrl() : URI.create(canaryUrl));
    }

    @Override
    public Optional<URI> productionUrl() throws IOException, InterruptedException {
        return Optional.of(productionUrl == null ? stable().url() : URI.create(productionUrl));
    }

    public String getDeployment() {
        return deployment;
    }

    @CheckForNull
    public String getService() {
        return service;
    }

    @DataBoundSetter
    public void setService(@CheckForNull String service) {
        this.service = optionalName("service", service);
    }

    @CheckForNull
    public String getContainer() {
        return container;
    }

    @DataBoundSetter
    public void setContainer(@CheckForNull String container) {
        this.container = optionalName("container", container);
    }

    @CheckForNull
    public String getImage() {
        return image;
    }

    @DataBoundSetter
    public void setImage(@CheckForNull String image) {
        this.image = Util.fixEmptyAndTrim(image);
    }

    @CheckForNull
    public String getModelUriVariable() {
        return modelUriVariable;
    }

    @DataBoundSetter
    public void setModelUriVariable(@CheckForNull String modelUriVariable) {
        this.modelUriVariable = Util.fixEmptyAndTrim(modelUriVariable);
    }

    @CheckForNull
    public String getOverlay() {
        return overlay;
    }

    /** @throws IllegalArgumentException when it is no YAML mapping */
    @DataBoundSetter
    public void setOverlay(@CheckForNull String overlay) {
        this.overlay = Util.fixEmptyAndTrim(overlay);
        if (this.overlay != null) {
            change();
        }
    }

    @CheckForNull
    public Integer getCanaryReplicas() {
        return canaryReplicas;
    }

    @DataBoundSetter
    public void setCanaryReplicas(@CheckForNull Integer canaryReplicas) {
        this.canaryReplicas = canaryReplicas;
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
    public String getCanaryUrl() {
        return canaryUrl;
    }

    @DataBoundSetter
    public void setCanaryUrl(@CheckForNull String canaryUrl) {
        this.canaryUrl = url("canaryUrl", canaryUrl);
    }

    @CheckForNull
    public String getProductionUrl() {
        return productionUrl;
    }

    @DataBoundSetter
    public void setProductionUrl(@CheckForNull String productionUrl) {
        this.productionUrl = url("productionUrl", productionUrl);
    }

    @CheckForNull
    private static String url(String what, @CheckForNull String value) {
        String text = Util.fixEmptyAndTrim(value);
        if (text != null && !text.matches("https?://[^\\s]+")) {
            throw new IllegalArgumentException(what + " '" + text + "' is no http URL");
        }
        return text;
    }

    @Extension
    @Symbol("kubernetesTarget")
    public static final class DescriptorImpl extends ClusterTargetDescriptor {

        @Override
        public String getDisplayName() {
            return "Kubernetes";
        }

        @POST
        public FormValidation doCheckDeployment(@QueryParameter String value) {
            return check(() -> objectName("deployment", Util.fixNull(value).strip()));
        }

        @POST
        public FormValidation doCheckOverlay(@QueryParameter String value) {
            return check(() -> new KubernetesTarget("check", "check").setOverlay(value));
        }

        /** Only an administrator may make the controller ask a cluster. */
        @POST
        public FormValidation doTestConnection(
                @QueryParameter String name,
                @QueryParameter String deployment,
                @QueryParameter String cloud,
                @QueryParameter String kubeconfigCredentialsId,
                @QueryParameter String namespace,
                @QueryParameter String service)
                throws InterruptedException {
            return ask(() -> {
                KubernetesTarget target = new KubernetesTarget(name, deployment);
                target.setCloud(cloud);
                target.setKubeconfigCredentialsId(kubeconfigCredentialsId);
                target.setNamespace(namespace);
                target.setService(service);
                String version = target.stable().version().orElse("no model yet");
                return "Deployment " + deployment + " behind " + target.stable().url() + " serves " + version;
            });
        }
    }
}
