package io.jenkins.plugins.mlcd.kubernetes.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.jenkins.plugins.mlcd.canary.NotReadyException;
import io.jenkins.plugins.mlcd.canary.TrafficRouter;
import io.jenkins.plugins.mlcd.canary.TrafficSplit;
import io.jenkins.plugins.mlcd.kubernetes.ApiCalls;
import io.jenkins.plugins.mlcd.kubernetes.FakeCluster;
import io.jenkins.plugins.mlcd.kubernetes.FakeDeployments;
import io.jenkins.plugins.mlcd.kubernetes.FakeDeployments.Fate;
import io.jenkins.plugins.mlcd.kubernetes.Permissions;
import io.jenkins.plugins.mlcd.kubernetes.pods.ModelPods;
import io.jenkins.plugins.mlcd.kubernetes.pods.PodTraffic;
import io.jenkins.plugins.mlcd.kubernetes.pods.ServingPods;
import io.jenkins.plugins.mlcd.kubernetes.traffic.Backends;
import io.jenkins.plugins.mlcd.kubernetes.traffic.ClusterRouters;
import io.jenkins.plugins.mlcd.kubernetes.traffic.RoutingSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** The role of the docs, tried: all that rollouts by all routers ask of the API server is allowed, and nothing else is. */
class LeastPrivilegeTest {

    private static final String AGENT = "mlcd/1";

    @Test
    void theRoleAllowsWhatRolloutsAskForAndNoMore() throws Exception {
        try (FakeCluster cluster = new FakeCluster(); FakeDeployments controllers = new FakeDeployments(cluster).every(20);
                KubernetesClient client = new KubernetesClientBuilder()
                        .withConfig(new ConfigBuilder(cluster.config()).withUserAgent(AGENT).build()).build()) {
            for (String file : List.of("deployment", "istio", "gateway-api")) {
                for (String document : Files.readString(Path.of("examples/kubernetes/canary/" + file + ".yaml")).split("(?m)^---$")) {
                    controllers.client().resource(new KubernetesSerialization().unmarshal(document, GenericKubernetesResource.class)).create();
                }
            }
            rollOut(client, controllers, true);
            rollOut(client, controllers, false);
            takeBackAnInferenceService(client, controllers.client());
            readTraffic(client, cluster, controllers.client());
            assertThat(Permissions.asked(cluster.requestsBy(AGENT))).isEqualTo(Permissions.allowed("examples/kubernetes/rbac.yaml"));
        }
    }

    private static void rollOut(KubernetesClient client, FakeDeployments controllers, boolean istio) throws Exception {
        ApiCalls calls = new ApiCalls();
        ModelChange change = new ModelChange(Optional.empty(), Optional.empty(), Optional.of("s3://models/{version}"), Optional.of("MODEL_URI"), Optional.empty());
        DeploymentSettings settings = new DeploymentSettings("ml", "digits", "digits", istio, change, OptionalInt.of(1), Duration.ofSeconds(20));
        DeploymentWorkload workload = new DeploymentWorkload(client, settings, null, calls, line -> {});
        workload.deployCanary("digits:1");
        TrafficRouter router = istio
                ? ClusterRouters.istio(client, routing(Optional.of(new Backends.Subsets("stable", "canary"))), "digits",
                        new StableObjects(client, settings, calls)::canaryLabels, calls)
                : ClusterRouters.gatewayApi(client, routing(Optional.empty()), calls);
        router.route(TrafficSplit.weight(50));
        router.verify(TrafficSplit.weight(50));
        workload.promote("digits:1");
        router.route(TrafficSplit.NONE);
        workload.removeCanary();
        workload.restore("digits:unknown");
        controllers.fate("digits:2", Fate.CRASHES);
        assertThatThrownBy(() -> workload.deployCanary("digits:2")).isInstanceOf(NotReadyException.class);
        workload.removeCanary();
    }

    private static void takeBackAnInferenceService(KubernetesClient client, KubernetesClient owner) throws Exception {
        owner.genericKubernetesResources(new ResourceDefinitionContext.Builder().withGroup("serving.kserve.io").withVersion("v1beta1")
                .withKind("InferenceService").withPlural("inferenceservices").withNamespaced(true).build()).inNamespace("ml")
                .resource(new KubernetesSerialization().unmarshal("""
                        apiVersion: serving.kserve.io/v1beta1
                        kind: InferenceService
                        metadata: {name: digits, namespace: ml, annotations: {mlcd.jenkins.io/canary: 'digits:3'}}
                        spec: {predictor: {canaryTrafficPercent: 5, model: {storageUri: 's3://models/3'}}}
                        """, GenericKubernetesResource.class)).create();
        InferenceServiceObject service = new InferenceServiceObject(client, "ml", "digits", new ApiCalls());
        new InferenceServiceWorkload(service, null, Optional.empty(), Duration.ofSeconds(1), line -> {}).removeCanary();
        assertThat(InferenceServiceObject.percent(service.read())).isEmpty();
    }

    private static void readTraffic(KubernetesClient client, FakeCluster cluster, KubernetesClient owner) throws Exception {
        owner.resource(ServingPods.ready("probe-1", Map.of("app", "probe"), 8080)).create();
        cluster.serve("probe-1:8080", uri -> "{}");
        PodTraffic traffic = new PodTraffic(client, "ml", () -> new ModelPods("probe", "digits:1", Map.of("app", "probe"), Optional.empty()), new ApiCalls());
        assertThat(traffic.profiles("digits:1", Instant.EPOCH, Instant.EPOCH)).hasSize(1);
    }

    private static RoutingSettings routing(Optional<Backends.Subsets> subsets) {
        return new RoutingSettings(
                Optional.empty(), Optional.empty(),
                new Backends("ml", "digits", subsets.isPresent() ? "digits" : "digits-canary", subsets));
    }
}
