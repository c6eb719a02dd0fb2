package io.jenkins.plugins.mlcd.embedded.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.jenkins.plugins.mlcd.embedded.config.RunConfigReader;
import io.jenkins.plugins.mlcd.kubernetes.FakeCluster;
import io.jenkins.plugins.mlcd.kubernetes.FakeDeployments;
import io.jenkins.plugins.mlcd.kubernetes.FakeDeployments.Fate;
import io.jenkins.plugins.mlcd.kubernetes.Permissions;
import io.jenkins.plugins.mlcd.prometheus.CannedIstio;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole Jenkinsfile against a target in a cluster: the mock of an API server with played controllers, and figures from canned metrics. */
class KubernetesTargetTest {

    private static final String KUBECONFIG = "kubeconfig";
    private static final KubernetesSerialization YAML = new KubernetesSerialization();

    @TempDir
    Path directory;

    private FakeCluster cluster;
    private FakeDeployments controllers;
    private KubernetesClient client;
    private CannedIstio metrics;

    @BeforeEach
    void start() throws Exception {
        cluster = new FakeCluster();
        client = cluster.client();
        create("workload/stable.yaml");
        controllers = new FakeDeployments(cluster).every(30);
        metrics = new CannedIstio();
        Files.writeString(directory.resolve("config"), """
                apiVersion: v1
                kind: Config
                clusters: [{name: fake, cluster: {server: "%s"}}]
                contexts: [{name: fake, context: {cluster: fake, namespace: ml, user: nobody}}]
                users: [{name: nobody, user: {}}]
                current-context: fake
                """.formatted(cluster.config().getMasterUrl()));
        System.setProperty(KUBECONFIG, directory.resolve("config").toString());
    }

    /** Whatever happened, nothing was asked for that the role of the docs does not allow. */
    @AfterEach
    void stop() throws Exception {
        System.clearProperty(KUBECONFIG);
        Set<String> asked = Permissions.asked(cluster.requestsBy("mlcd/1"));
        assertThat(Permissions.allowed("examples/kubernetes/rbac.yaml")).containsAll(asked);
        assertThat(asked).contains("get deployments", "get services", "patch services", "delete deployments", "watch pods");
        metrics.close();
        controllers.close();
        client.close();
        cluster.close();
    }

    private void create(String file) throws IOException {
        for (String document : Files.readString(Path.of("src/test/resources/kubernetes/" + file)).split("(?m)^---$")) {
            client.resource(YAML.unmarshal(document, GenericKubernetesResource.class)).create();
        }
    }

    private String target(String router) throws IOException {
        String yaml = """
                targets:
                  production:
                    kubernetes:
                      deployment: digits
                      container: server
                      modelUri: 's3://models/{model}/{version}'
                      canaryReplicas: 1
                      readyTimeout: 20s
                      router: %s
                      provider: {prometheus: {url: '%s', source: istio}}
                """.formatted(router, metrics.url());
        Files.writeString(directory.resolve("mlcd.yaml"), yaml);
        return yaml;
    }

    private static String jenkinsfile(String weights, String interval, String more) {
        return """
                node {
                    sh 'mkdir -p model; echo "{}" > model/model.json'
                    mlRegister(model: 'digits', artifacts: 'model')
                    mlCanary(model: 'digits', target: 'production', stepWeights: [%s], interval: '%s', minRequests: 10)
                    %s
                }
                """.formatted(weights, interval, more);
    }

    private Runs.Outcome run(String jenkinsfile) throws Exception {
        Path file = directory.resolve("Jenkinsfile");
        Files.writeString(file, jenkinsfile);
        return new Runs(directory).run(new RunRequest(
                file, directory.resolve("home"), "job", 2, Map.of(), false, 3, RunConfigReader.read(directory.resolve("mlcd.yaml"))));
    }

    private Deployment deployment(String name) {
        return client.apps().deployments().inNamespace("ml").withName(name).get();
    }

    private String served() {
        return deployment("digits").getSpec().getTemplate().getSpec().getContainers().get(1).getEnv().get(0).getValue();
    }

    private String routing(String kind) {
        return YAML.asJson(client.genericKubernetesResources(
                kind.equals("HTTPRoute") ? "gateway.networking.k8s.io/v1" : "networking.istio.io/v1", kind).inNamespace("ml").withName("digits").get().get("spec"));
    }

    private void assertThatNothingIsLeftBehind(String kind, String before) {
        assertThat(deployment("digits-canary")).isNull();
        assertThat(client.services().inNamespace("ml").list().getItems()).hasSize(1);
        assertThat(routing(kind)).isEqualTo(before);
    }

    @Test
    void movesTheTrafficToANewVersionAndLeavesNothingBehind() throws Exception {
        create("traffic/istio.yaml");
        target("{istio: {virtualService: digits}}");
        String before = routing("VirtualService");
        Runs.Outcome outcome = run(jenkinsfile("25, 100", "300ms", ""));
        assertThat(outcome.text()).contains("starting digits:1 beside digits:unknown", "traffic: 25 % to digits:1", "look at 100 %: PASS");
        assertThat(outcome.result()).isEqualTo("SUCCESS");
        assertThat(served()).isEqualTo("s3://models/digits/1");
        assertThat(deployment("digits").getMetadata().getAnnotations()).containsEntry("mlcd.jenkins.io/model", "digits:1");
        assertThatNothingIsLeftBehind("VirtualService", before);
    }

    @Test
    void takesTheTrafficBackFromAWorseVersion() throws Exception {
        create("traffic/gateway.yaml");
        target("gatewayApi");
        String before = routing("HTTPRoute");
        metrics.canaryErrors(30);
        Runs.Outcome outcome = run(jenkinsfile("25, 100", "300ms", ""));
        assertThat(outcome.text()).contains("digits:1 was rolled back");
        assertThat(outcome.result()).isEqualTo("FAILURE");
        assertThat(served()).isEqualTo("s3://models/digits/41");
        assertThat(deployment("digits").getMetadata().getAnnotations()).doesNotContainKey("mlcd.jenkins.io/model");
        assertThatNothingIsLeftBehind("HTTPRoute", before);
    }

    @Test
    void saysWhyAVersionDoesNotBecomeReadyAndGivesItNoTraffic() throws Exception {
        create("traffic/istio-subsets.yaml");
        target("{istio: {destinationRule: digits}}");
        String before = routing("VirtualService");
        controllers.fate("digits:1", Fate.CRASHES);
        Runs.Outcome outcome = run(jenkinsfile("25, 100", "300ms", ""));
        assertThat(outcome.text()).contains("ended with exit code 1 again and again: back-off 20s restarting");
        assertThat(outcome.result()).isEqualTo("FAILURE");
        assertThatNothingIsLeftBehind("VirtualService", before);
    }

    @Test
    void rollsBackToTheVersionOfAnEarlierBuild() throws Exception {
        create("traffic/istio-subsets.yaml");
        target("{istio: {destinationRule: digits}}");
        String before = routing("VirtualService");
        assertThat(run(jenkinsfile("100", "300ms", "")).result()).isEqualTo("SUCCESS");
        Runs.Outcome outcome = run(jenkinsfile("100", "300ms", "mlRollback(model: 'digits', target: 'production', reason: 'users complain')"));
        assertThat(outcome.text()).contains("rolled digits back to digits:1");
        assertThat(outcome.result()).isEqualTo("SUCCESS");
        assertThat(served()).isEqualTo("s3://models/digits/1");
        assertThatNothingIsLeftBehind("VirtualService", before);
    }

    @Test
    void aRolloutThatWasKilledGoesOnFromItsRecord() throws Exception {
        create("traffic/istio.yaml");
        target("istio");
        String before = routing("VirtualService");
        Map<String, String> environment = Map.of("KUBECONFIG", directory.resolve("config").toString());
        RunProcess killed = RunProcess.start(environment, directory, jenkinsfile("25, 100", "2s", ""), "--plain");
        killed.awaitOutput("traffic: 25 % to digits:1");
        await().until(() -> routing("VirtualService").contains("\"weight\":25"));
        killed.signal("KILL");
        killed.await(10);
        RunProcess resumed = RunProcess.start(environment, directory, jenkinsfile("25, 100", "2s", ""), "--plain", "--resume");
        assertThat(resumed.await(120)).as(resumed.output()).isZero();
        assertThat(resumed.output()).contains("goes on from its record: progressing at 25 %");
        assertThat(served()).isEqualTo("s3://models/digits/1");
        assertThatNothingIsLeftBehind("VirtualService", before);
    }
}
