package io.jenkins.plugins.mlcd.jenkins.config;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Util;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.jenkins.plugins.mlcd.canary.MetricProvider;
import io.jenkins.plugins.mlcd.canary.ModelSource;
import io.jenkins.plugins.mlcd.canary.Workload;
import io.jenkins.plugins.mlcd.jenkins.steps.canary.RolloutProvider;
import io.jenkins.plugins.mlcd.kubernetes.ApiCalls;
import io.jenkins.plugins.mlcd.kubernetes.pods.ModelPods;
import io.jenkins.plugins.mlcd.kubernetes.pods.PodTraffic;
import io.jenkins.plugins.mlcd.record.Durations;
import io.jenkins.plugins.mlcd.target.TrafficSource;
import java.io.IOException;
import java.time.Duration;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.kohsuke.stapler.DataBoundSetter;

/** A target in a Kubernetes cluster: how the cluster is reached, and what all kinds of them are configured with. */
public abstract class ClusterTarget extends Target {

    private static final long serialVersionUID = 1L;
    private static final Logger LOGGER = Logger.getLogger(ClusterTarget.class.getName());
    private static final String READY_TIMEOUT = "10m";

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

    /** @throws IllegalArgumentException when the name is none */
    protected ClusterTarget(String name) {
        super(name);
    }

    static String objectName(String what, String value) {
        if (!value.matches("[a-z0-9]([-a-z0-9.]{0,240}[a-z0-9])?")) {
            throw new IllegalArgumentException(what + " '" + value + "' must be a name of Kubernetes: lower-case letters, digits, '-' and '.'");
        }
        return value;
    }

    @CheckForNull
    static String optionalName(String what, @CheckForNull String value) {
        String text = Util.fixEmptyAndTrim(value);
        return text == null ? null : objectName(what, text);
    }

    /** The client of the cluster. */
    public KubernetesClient client() {
        return connection().client();
    }

    private ClusterConnection connection() {
        return new ClusterConnection(cloud, kubeconfigCredentialsId);
    }

    /** Where all of its objects are: as configured, or else what the connection names. */
    public String namespaceInUse() {
        return namespace == null ? connection().namespace() : namespace;
    }

    Duration readyWithin() {
        return Durations.parse("readyTimeout", readyTimeout);
    }

    /** The pods of the stable version. */
    abstract ModelPods stablePods() throws IOException, InterruptedException;

    @Override
    public TrafficSource traffic() {
        return new PodTraffic(client(), namespaceInUse(), this::stablePods, new ApiCalls());
    }

    @Override
    public Workload workload(ModelSource models) {
        return workload(models, line -> LOGGER.log(Level.INFO, "{0}: {1}", new Object[] {getName(), line}));
    }

    @Override
    public MetricProvider provider() {
        return provider == null ? super.provider() : provider.provider(this);
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
        this.namespace = optionalName("namespace", namespace);
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
        readyWithin();
    }

    @CheckForNull
    public RolloutProvider getProvider() {
        return provider;
    }

    @DataBoundSetter
    public void setProvider(@CheckForNull RolloutProvider provider) {
        this.provider = provider;
    }
}
