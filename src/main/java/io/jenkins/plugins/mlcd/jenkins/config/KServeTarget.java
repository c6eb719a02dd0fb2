package io.jenkins.plugins.mlcd.jenkins.config;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Extension;
import hudson.Util;
import hudson.util.FormValidation;
import io.jenkins.plugins.mlcd.canary.ModelSource;
import io.jenkins.plugins.mlcd.canary.TrafficRouter;
import io.jenkins.plugins.mlcd.canary.Workload;
import io.jenkins.plugins.mlcd.kubernetes.ApiCalls;
import io.jenkins.plugins.mlcd.kubernetes.pods.ModelPods;
import io.jenkins.plugins.mlcd.kubernetes.workload.InferenceServiceObject;
import io.jenkins.plugins.mlcd.kubernetes.workload.InferenceServiceRouter;
import io.jenkins.plugins.mlcd.kubernetes.workload.InferenceServiceWorkload;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** An InferenceService of KServe, which shares the traffic of its revisions itself. */
public final class KServeTarget extends ClusterTarget {

    private static final long serialVersionUID = 1L;

    private final String inferenceService;

    /** @throws IllegalArgumentException when a name is none */
    @DataBoundConstructor
    public KServeTarget(String name, String inferenceService) {
        super(name);
        this.inferenceService = objectName("inferenceService", Util.fixNull(inferenceService).strip());
    }

    private InferenceServiceObject service() {
        return new InferenceServiceObject(client(), namespaceInUse(), inferenceService, new ApiCalls());
    }

    @Override
    public Workload workload(ModelSource models, Consumer<String> console) {
        return new InferenceServiceWorkload(
                service(), models, Optional.ofNullable(getModelUri()), readyWithin(), console);
    }

    @Override
    ModelPods stablePods() throws IOException, InterruptedException {
        return service().pods();
    }

    @Override
    public TrafficRouter router() {
        return new InferenceServiceRouter(service());
    }

    @Override
    public Map<String, String> queryVariables(String role) {
        return Map.of("namespace", namespaceInUse(), "inferenceService", inferenceService);
    }

    public String getInferenceService() {
        return inferenceService;
    }

    @Extension
    @Symbol("kserveTarget")
    public static final class DescriptorImpl extends ClusterTargetDescriptor {

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
            return ask(() -> {
                KServeTarget target = new KServeTarget(name, inferenceService);
                target.setCloud(cloud);
                target.setKubeconfigCredentialsId(kubeconfigCredentialsId);
                target.setNamespace(namespace);
                return "InferenceService " + inferenceService + " serves " + target.service().version().orElse("no model yet");
            });
        }
    }
}
