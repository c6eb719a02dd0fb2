package io.jenkins.plugins.mlcd.kubernetes.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.jenkins.plugins.mlcd.canary.ForeignWriteException;
import io.jenkins.plugins.mlcd.canary.NotReadyException;
import io.jenkins.plugins.mlcd.canary.TrafficSplit;
import io.jenkins.plugins.mlcd.kubernetes.ApiCalls;
import io.jenkins.plugins.mlcd.kubernetes.FakeCluster;
import io.jenkins.plugins.mlcd.record.Json;
import io.jenkins.plugins.mlcd.target.TargetException;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** On the mock of an API server; the test plays KServe's controller: each storage URI is a revision, ready at once but for one that is broken. */
class InferenceServiceTest {

    private static final KubernetesSerialization YAML = new KubernetesSerialization();
    private static final String SERVICE = """
            apiVersion: serving.kserve.io/v1beta1
            kind: InferenceService
            metadata: {name: digits, namespace: ml, annotations: {owner: somebody}}
            spec:
              fieldOfTomorrow: {a: 1.0}
              predictor:
                minReplicas: 1
                model: {modelFormat: {name: onnx}, storageUri: 's3://models/0', novel: [1]}
            """;

    private final ScheduledExecutorService controller = Executors.newSingleThreadScheduledExecutor();
    private FakeCluster cluster;
    private KubernetesClient client;
    private InferenceServiceWorkload workload;
    private InferenceServiceRouter router;

    @BeforeEach
    void start() throws Exception {
        cluster = new FakeCluster();
        client = cluster.client();
        resource(YAML.unmarshal(SERVICE, GenericKubernetesResource.class)).create();
        controller.scheduleWithFixedDelay(this::reconcile, 0, 30, TimeUnit.MILLISECONDS);
        InferenceServiceObject service = new InferenceServiceObject(client, "ml", "digits", new ApiCalls(Duration.ofMillis(1)));
        workload = new InferenceServiceWorkload(service, null, Optional.of("s3://models/{version}"), Duration.ofSeconds(3), line -> {});
        router = new InferenceServiceRouter(service);
    }

    @AfterEach
    void stop() throws Exception {
        controller.shutdownNow();
        controller.awaitTermination(10, TimeUnit.SECONDS);
        client.close();
        cluster.close();
    }

    private Resource<GenericKubernetesResource> resource(GenericKubernetesResource object) {
        return client.genericKubernetesResources(new ResourceDefinitionContext.Builder().withGroup("serving.kserve.io").withVersion("v1beta1")
                .withKind("InferenceService").withPlural("inferenceservices").withNamespaced(true).build()).inNamespace("ml").resource(object);
    }

    private void reconcile() {
        try {
            GenericKubernetesResource object = resource(YAML.unmarshal(SERVICE, GenericKubernetesResource.class)).get();
            ObjectNode json = Json.parseObject(YAML.asJson(object));
            String uri = json.at("/spec/predictor/model/storageUri").asText();
            ObjectNode predictor = Json.object().put("latestCreatedRevision", uri);
            predictor.put("latestReadyRevision", uri.contains("broken") ? "" : uri);
            ObjectNode status = Json.object().put("observedGeneration", json.at("/metadata/generation").asLong());
            status.putObject("components").set("predictor", predictor);
            status.putArray("conditions").addObject().put("type", "PredictorReady").put("status", uri.contains("broken") ? "False" : "True")
                    .put("message", "Revision failed: storage initializer: no such object");
            if (!status.equals(json.path("status"))) {
                json.set("status", status);
                resource(YAML.unmarshal(Json.line(json), GenericKubernetesResource.class)).updateStatus();
            }
        } catch (KubernetesClientException | IOException e) {
            // A conflict with the test; the next time it sees what is there then.
        }
    }

    private JsonNode now() throws Exception {
        return Json.parseObject(YAML.asJson(resource(YAML.unmarshal(SERVICE, GenericKubernetesResource.class)).get()));
    }

    @Test
    void deploysSharesAndPromotes() throws Exception {
        assertThat(workload.stable()).contains("digits:unknown");
        for (int again = 0; again < 2; again++) {
            workload.deployCanary("digits:42");
        }
        assertThat(now().at("/spec/predictor/canaryTrafficPercent").asInt(-1)).isZero();
        assertThat(now().at("/spec/predictor/model/storageUri").asText()).isEqualTo("s3://models/42");
        assertThat(workload.stable()).contains("digits:unknown");
        router.route(TrafficSplit.weight(25));
        router.verify(TrafficSplit.weight(25));
        assertThat(now().at("/spec/predictor/canaryTrafficPercent").asInt()).isEqualTo(25);
        workload.deployCanary("digits:42");
        assertThat(now().at("/spec/predictor/canaryTrafficPercent").asInt()).as("deployed again it keeps its share").isEqualTo(25);
        for (int again = 0; again < 2; again++) {
            workload.promote("digits:42");
            router.route(TrafficSplit.NONE);
            workload.removeCanary();
        }
        assertThat(workload.stable()).contains("digits:42");
        assertThat(now().at("/spec/predictor/canaryTrafficPercent").isMissingNode()).isTrue();
        assertThat(now().at("/spec/predictor/model/novel/0").asInt()).isEqualTo(1);
        workload.restore("digits:unknown");
        assertThat(now().at("/spec/predictor/model/storageUri").asText()).isEqualTo("s3://models/0");
    }

    @Test
    void aRollbackLeavesItAsItWas() throws Exception {
        JsonNode before = now().path("spec");
        workload.deployCanary("digits:42");
        router.route(TrafficSplit.weight(50));
        for (int again = 0; again < 2; again++) {
            router.route(TrafficSplit.NONE);
            workload.removeCanary();
        }
        assertThat(now().path("spec")).isEqualTo(before);
        assertThat(now().at("/metadata/annotations").toString()).isEqualTo("{\"owner\":\"somebody\"}");
    }

    @Test
    void saysWhyARevisionDoesNotBecomeReady() {
        assertThatThrownBy(() -> workload.deployCanary("digits:broken"))
                .isInstanceOf(NotReadyException.class)
                .hasMessageContaining("digits:broken does not become ready in InferenceService digits within 3s: PredictorReady: Revision failed: storage initializer");
    }

    @Test
    void bearsConflictsAndFindsForeignShares() throws Exception {
        workload.deployCanary("digits:42");
        cluster.fail("PATCH", "/inferenceservices/digits", 409, "the object has been modified");
        cluster.fail("PATCH", "/inferenceservices/digits", 500, "etcdserver: leader changed");
        router.route(TrafficSplit.weight(10));
        router.verify(TrafficSplit.weight(10));
        assertThatThrownBy(() -> router.verify(TrafficSplit.weight(20)))
                .isInstanceOf(ForeignWriteException.class).hasMessageContaining("the canary gets 10 %, not 20 %");
        assertThat(router.unsupported(TrafficSplit.mirror(5))).isPresent();
    }

    @Test
    void refusesAShareWithoutACanary() {
        assertThatThrownBy(() -> router.route(TrafficSplit.weight(10))).isInstanceOf(TargetException.class).hasMessageContaining("has no canary");
        assertThatThrownBy(() -> workload.promote("digits:9")).isInstanceOf(TargetException.class).hasMessageContaining("does not have digits:9 as its canary");
    }
}
