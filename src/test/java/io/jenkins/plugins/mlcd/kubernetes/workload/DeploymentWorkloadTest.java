package io.jenkins.plugins.mlcd.kubernetes.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.jenkins.plugins.mlcd.canary.ModelSource;
import io.jenkins.plugins.mlcd.canary.NotReadyException;
import io.jenkins.plugins.mlcd.kubernetes.ApiCalls;
import io.jenkins.plugins.mlcd.kubernetes.FakeCluster;
import io.jenkins.plugins.mlcd.kubernetes.FakeDeployments;
import io.jenkins.plugins.mlcd.kubernetes.FakeDeployments.Fate;
import io.jenkins.plugins.mlcd.record.Json;
import io.jenkins.plugins.mlcd.target.ModelZip;
import io.jenkins.plugins.mlcd.target.TargetException;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** On the mock of an API server, with controllers that the test plays. */
class DeploymentWorkloadTest {

    private static final KubernetesSerialization YAML = new KubernetesSerialization();
    private static final ModelChange BY_URI = new ModelChange(
            Optional.of("server"), Optional.empty(), Optional.of("s3://models/{model}/{version}"), Optional.of("MODEL_URI"), Optional.empty());

    private final List<String> console = new CopyOnWriteArrayList<>();
    private FakeCluster cluster;
    private FakeDeployments controllers;
    private KubernetesClient client;

    @BeforeEach
    void start() throws Exception {
        cluster = new FakeCluster();
        client = cluster.client();
        for (String document : Files.readString(Path.of("src/test/resources/kubernetes/workload/stable.yaml")).split("(?m)^---$")) {
            client.resource(YAML.unmarshal(document, GenericKubernetesResource.class)).create();
        }
        controllers = new FakeDeployments(cluster).every(30);
    }

    @AfterEach
    void stop() throws Exception {
        controllers.close();
        client.close();
        cluster.close();
    }

    private DeploymentWorkload workload(ModelChange change, boolean subset, String timeout) {
        return new DeploymentWorkload(
                client,
                new DeploymentSettings("ml", "digits", "digits", subset, change, OptionalInt.of(1), Duration.parse(timeout)),
                new ModelSource() {
                    @Override
                    public ModelZip zip(String model) throws IOException {
                        throw new IOException("a cluster takes no files");
                    }

                    @Override
                    public Optional<URI> uri(String model) {
                        return Optional.of(URI.create("https://jenkins/" + model.replace(':', '/')));
                    }
                },
                new ApiCalls(Duration.ofMillis(1)), console::add);
    }

    private DeploymentWorkload workload() {
        return workload(BY_URI, false, "PT30S");
    }

    private StableObjects stable(boolean subset) {
        return new StableObjects(client, new DeploymentSettings("ml", "digits", "digits", subset, BY_URI, OptionalInt.empty(), Duration.ofSeconds(1)), new ApiCalls());
    }

    private Deployment deployment(String name) {
        return client.apps().deployments().inNamespace("ml").withName(name).get();
    }

    private static Container server(Deployment deployment) {
        return deployment.getSpec().getTemplate().getSpec().getContainers().get(1);
    }

    private static Map<String, String> environment(Deployment deployment) {
        return server(deployment).getEnv().stream().collect(Collectors.toMap(EnvVar::getName, EnvVar::getValue));
    }

    @Test
    void bringsUpACanaryThatNobodyIsLedTo() throws Exception {
        DeploymentWorkload workload = workload();
        assertThat(workload.stable()).contains("digits:unknown");
        workload.deployCanary("digits:42");
        Deployment canary = deployment("digits-canary");
        assertThat(canary.getSpec().getReplicas()).isEqualTo(1);
        assertThat(canary.getSpec().getSelector().getMatchLabels()).isEqualTo(Map.of("app", "digits-canary", "version", "v1-canary"));
        assertThat(canary.getSpec().getTemplate().getMetadata().getLabels()).containsEntry("app", "digits-canary").containsEntry("team", "vision");
        assertThat(canary.getMetadata().getLabels()).doesNotContainKey("app.kubernetes.io/instance");
        assertThat(environment(canary))
                .isEqualTo(Map.of("MODEL_URI", "s3://models/digits/42", "LOG", "info", "ML_MODEL", "digits:42"));
        assertThat(server(canary).getImage()).isEqualTo("server:1");
        assertThat(Json.line(Json.mapper().valueToTree(YAML.convertValue(canary, Map.class)))).contains("fieldOfTomorrow").contains("containerFieldOfTomorrow");
        var service = client.services().inNamespace("ml").withName("digits-canary").get();
        assertThat(service.getSpec().getSelector()).isEqualTo(canary.getSpec().getSelector().getMatchLabels());
        assertThat(service.getSpec().getPorts().get(0).getNodePort()).isNull();
        assertThat(service.getSpec().getClusterIP()).isNull();
        assertThat(stable(false).canaryUrl()).isEqualTo(URI.create("http://digits-canary.ml.svc:80"));
        assertThat(workload.stable()).contains("digits:unknown");
        assertThat(environment(deployment("digits"))).containsEntry("MODEL_URI", "s3://models/digits/41");
    }

    @Test
    void promotesRollsTheStableOneAndLeavesNothingBehind() throws Exception {
        DeploymentWorkload workload = workload();
        workload.deployCanary("digits:42");
        for (int again = 0; again < 2; again++) {
            workload.promote("digits:42");
            assertThat(controllers.pods()).filteredOn(pod -> pod.getMetadata().getName().startsWith("digits-canary")).hasSize(1);
        }
        for (int again = 0; again < 2; again++) {
            workload.removeCanary();
        }
        assertThat(workload.stable()).contains("digits:42");
        assertThat(environment(deployment("digits"))).containsEntry("MODEL_URI", "s3://models/digits/42");
        assertThat(deployment("digits").getSpec().getReplicas()).isEqualTo(2);
        assertThat(deployment("digits").getMetadata().getAnnotations()).containsEntry("owner", "somebody");
        assertThat(deployment("digits-canary")).isNull();
        assertThat(client.services().inNamespace("ml").list().getItems()).hasSize(1);
    }

    @Test
    void aRollbackLeavesTheStableOneAsItWas() throws Exception {
        Object before = deployment("digits").getSpec();
        DeploymentWorkload workload = workload();
        workload.deployCanary("digits:42");
        workload.removeCanary();
        assertThat(deployment("digits").getSpec()).isEqualTo(before);
        assertThat(deployment("digits").getMetadata().getAnnotations()).isEqualTo(Map.of("owner", "somebody"));
        assertThat(deployment("digits-canary")).isNull();
    }

    @Test
    void restoresThePodTemplateOfBeforeThePromotion() throws Exception {
        DeploymentWorkload workload = workload();
        Object template = deployment("digits").getSpec().getTemplate();
        workload.deployCanary("digits:42");
        workload.promote("digits:42");
        for (int again = 0; again < 2; again++) {
            workload.restore("digits:unknown");
            assertThat(deployment("digits").getSpec().getTemplate()).isEqualTo(template);
        }
        assertThat(workload.stable()).contains("digits:unknown");
        workload.restore("digits:40");
        assertThat(environment(deployment("digits"))).as("one that is not kept is derived").containsEntry("MODEL_URI", "s3://models/digits/40");
    }

    @Test
    void aCanaryThatWasLeftBehindMakesRoom() throws Exception {
        DeploymentWorkload workload = workload();
        workload.deployCanary("digits:40");
        workload.deployCanary("digits:42");
        assertThat(environment(deployment("digits-canary"))).containsEntry("MODEL_URI", "s3://models/digits/42");
        assertThat(controllers.pods()).filteredOn(pod -> pod.getMetadata().getName().startsWith("digits-canary")).hasSize(1);
    }

    @Test
    void subsetsOfOneServiceDifferByTheirVersion() throws Exception {
        DeploymentWorkload workload = workload(BY_URI, true, "PT30S");
        workload.deployCanary("digits:42");
        assertThat(deployment("digits-canary").getSpec().getTemplate().getMetadata().getLabels())
                .containsEntry("app", "digits").containsEntry("version", "v1-canary");
        assertThat(stable(true).canaryLabels()).isEqualTo(Map.of("version", "v1-canary"));
    }

    @Test
    void takesTheImageTheRecordedUriAndAnOverlay() throws Exception {
        ModelChange change = new ModelChange(Optional.of("server"), Optional.of("registry/digits:{version}"), Optional.empty(), Optional.of("STORAGE"), Optional.of("""
                metadata: {labels: {model: "{version}"}}
                spec:
                  nodeSelector: {pool: gpu}
                  containers: [{name: server, args: [--model, "{uri}"], readinessProbe: null, env: [{name: LOG, value: debug}]}]
                """));
        workload(change, false, "PT30S").deployCanary("digits:42");
        Deployment canary = deployment("digits-canary");
        assertThat(server(canary).getImage()).isEqualTo("registry/digits:42");
        assertThat(server(canary).getArgs()).containsExactly("--model", "https://jenkins/digits/42");
        assertThat(server(canary).getReadinessProbe()).isNull();
        assertThat(environment(canary)).containsEntry("STORAGE", "https://jenkins/digits/42").containsEntry("LOG", "debug").containsEntry("MODEL_URI", "s3://models/digits/41");
        assertThat(canary.getSpec().getTemplate().getSpec().getNodeSelector()).containsEntry("pool", "gpu");
        assertThat(canary.getSpec().getTemplate().getSpec().getContainers()).hasSize(2);
    }

    /** Again while the controller of Deployments writes the same object in between. */
    private void edit(String name, UnaryOperator<Deployment> change) {
        while (true) {
            try {
                client.apps().deployments().inNamespace("ml").withName(name).edit(change);
                return;
            } catch (KubernetesClientException e) {
                if (e.getCode() != HttpURLConnection.HTTP_CONFLICT) {
                    throw e;
                }
            }
        }
    }

    @Test
    void aDeploymentWithoutReplicasServesNothingUntilTheFirstModel() throws Exception {
        edit("digits", deployment -> {
            deployment.getSpec().setReplicas(0);
            return deployment;
        });
        DeploymentWorkload workload = workload();
        assertThat(workload.stable()).isEmpty();
        workload.deployStable("digits:1");
        assertThat(workload.stable()).contains("digits:1");
        assertThat(deployment("digits").getSpec().getReplicas()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "CRASHES, PT30S, container 'sidecar' ended with exit code 1 again and again: back-off 20s restarting",
        "NO_IMAGE, PT1S, within 1s: container 'sidecar' waits: ImagePullBackOff: Back-off pulling image",
        "NO_ROOM, PT1S, within 1s: Unschedulable: 0/3 nodes are available: 3 Insufficient memory.",
        "PROBE_FAILS, PT1S, 'within 1s: container ''sidecar'' runs, but its readiness probe does not pass: Readiness probe failed: HTTP probe failed with statuscode: 503'",
        "QUOTA, PT1S, 'within 1s: no pod is made: pods \"x\" is forbidden: exceeded quota: compute'",
    })
    void saysWhyAVersionDoesNotBecomeReady(Fate fate, String timeout, String words) {
        controllers.fate("digits:42", fate);
        assertThatThrownBy(() -> workload(BY_URI, false, timeout).deployCanary("digits:42"))
                .isInstanceOf(NotReadyException.class)
                .hasMessageContaining("digits:42 does not become ready in Deployment digits-canary").hasMessageContaining(words);
        assertThat(console).isNotEmpty();
    }

    @Test
    void theWaitCountsFromWhenItBeganOverARestartOfTheController() {
        controllers.fate("digits:1", Fate.NO_ROOM);
        assertThatThrownBy(() -> workload(BY_URI, false, "PT1S").deployCanary("digits:1")).isInstanceOf(NotReadyException.class);
        edit("digits-canary", deployment -> {
            deployment.getMetadata().getAnnotations().put("mlcd.jenkins.io/since", Instant.now().minusSeconds(3600).toString());
            return deployment;
        });
        Instant begun = Instant.now();
        assertThatThrownBy(() -> workload(BY_URI, false, "PT50M").deployCanary("digits:1")).isInstanceOf(NotReadyException.class).hasMessageContaining("within 50m");
        assertThat(Instant.now()).isBefore(begun.plusSeconds(60));
        controllers.fate("digits:2", Fate.NO_ROOM);
        assertThatThrownBy(() -> workload(BY_URI, false, "PT2S").deployCanary("digits:2")).hasMessageContaining("within 2s");
        assertThat(Instant.parse(deployment("digits-canary").getMetadata().getAnnotations().get("mlcd.jenkins.io/since"))).as("another version begins anew").isAfter(begun);
    }

    @Test
    void aPromotionThatDoesNotBecomeReadyIsTakenBack() throws Exception {
        DeploymentWorkload workload = workload();
        Object template = deployment("digits").getSpec().getTemplate();
        controllers.fate("digits:42", Fate.CRASHES);
        assertThatThrownBy(() -> workload.promote("digits:42")).isInstanceOf(NotReadyException.class);
        workload.restore("digits:unknown");
        assertThat(deployment("digits").getSpec().getTemplate()).isEqualTo(template);
    }

    @Test
    void bearsConflictsErrorsLostAnswersAndDroppedWatches() throws Exception {
        DeploymentWorkload workload = workload();
        cluster.fail("GET", "/deployments/digits", 500, "etcdserver: leader changed");
        cluster.fail("POST", "/deployments", 503, "not now");
        cluster.loseAnswer("POST", "/services");
        Thread cutter = new Thread(() -> {
            for (int i = 0; i < 5; i++) {
                cluster.cutConnections();
                try {
                    Thread.sleep(150);
                } catch (InterruptedException e) {
                    return;
                }
            }
        });
        cutter.start();
        workload.deployCanary("digits:42");
        cutter.join();
        cluster.fail("PATCH", "/deployments/digits", 409, "the object has been modified");
        cluster.loseAnswer("PATCH", "/deployments/digits");
        workload.promote("digits:42");
        cluster.fail("DELETE", "/deployments/digits-canary", 500, "etcdserver: leader changed");
        cluster.loseAnswer("DELETE", "/services/digits-canary");
        workload.removeCanary();
        assertThat(deployment("digits-canary")).isNull();
        assertThat(workload.stable()).contains("digits:42");
    }

    @Test
    void doesNotTouchWhatIsNotItsOwn() throws Exception {
        client.services().inNamespace("ml").resource(new ServiceBuilder().withNewMetadata().withName("digits-canary").withNamespace("ml").endMetadata()
                .withNewSpec().endSpec().build()).create();
        assertThatThrownBy(() -> workload().deployCanary("digits:42"))
                .isInstanceOf(TargetException.class).hasMessageContaining("Service digits-canary: there is one already that is not mlcd's");
        workload().removeCanary();
        assertThat(client.services().inNamespace("ml").withName("digits-canary").get()).isNotNull();
    }

    @Test
    void saysInOneSentenceWhatIsMissing() throws Exception {
        client.services().inNamespace("ml").withName("digits").delete();
        assertThatThrownBy(() -> workload().deployCanary("digits:42")).isInstanceOf(TargetException.class).hasMessageContaining("Service digits is not there");
        client.apps().deployments().inNamespace("ml").withName("digits").delete();
        assertThatThrownBy(() -> workload().stable()).isInstanceOf(TargetException.class).hasMessageContaining("Deployment digits is not there");
    }

    @Test
    void refusesLabelsThatCannotTellTheVersionsApart() throws Exception {
        ObjectNode deployment = Json.parseObject("{\"spec\":{\"selector\":{\"matchLabels\":{\"app\":\"digits\"}}}}");
        ObjectNode service = Json.parseObject("{\"spec\":{\"selector\":{\"app\":\"digits\"}}}");
        assertThatThrownBy(() -> CanaryLabels.changed(deployment, service, true)).hasMessageContaining("by the label 'version' too");
        assertThat(CanaryLabels.changed(deployment, service, false)).isEqualTo(Map.of("app", "digits-canary"));
        assertThatThrownBy(() -> new ModelChange(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()))
                .hasMessageContaining("needs an image, a variable for its URI or an overlay");
        assertThatThrownBy(() -> new ModelChange(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.of("- a")))
                .hasMessageContaining("overlay must be a YAML mapping");
    }
}
