package io.jenkins.plugins.mlcd.kubernetes.pods;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.jenkins.plugins.mlcd.kubernetes.ApiCalls;
import io.jenkins.plugins.mlcd.kubernetes.FakeCluster;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PodTrafficTest {

    private static final Map<String, String> STABLE = Map.of("app", "digits");
    private static final Instant FROM = Instant.parse("2026-11-24T10:00:00Z");
    private static final Instant TO = Instant.parse("2026-11-24T10:01:00Z");

    private final List<String> asked = new CopyOnWriteArrayList<>();
    private FakeCluster cluster;
    private KubernetesClient client;
    private PodTraffic traffic;

    @BeforeEach
    void start() throws Exception {
        cluster = new FakeCluster();
        client = cluster.client();
        traffic = new PodTraffic(client, "ml", () -> new ModelPods("Deployment digits", "digits:1", STABLE, Optional.of(new IntOrString("http"))),
                new ApiCalls(Duration.ofMillis(1)));
        client.resource(ServingPods.ready("digits-a", STABLE, 8080)).create();
        client.resource(ServingPods.ready("digits-b", STABLE, 9090)).create();
        client.resource(ServingPods.starting("digits-c", STABLE, 8080)).create();
        client.resource(ServingPods.ready("digits-canary-a", Map.of("app", "digits-canary"), 8080)).create();
    }

    @AfterEach
    void stop() {
        client.close();
        cluster.close();
    }

    private void serve(String pod, String body) {
        cluster.serve(pod, uri -> {
            asked.add(pod + uri);
            return body;
        });
    }

    @Test
    void everyReadyPodOfTheStableVersionTellsItsProfile() throws Exception {
        serve("digits-a:8080", "{\"samples\": 3}");
        serve("digits-b:9090", "{\"samples\": 4}");
        assertThat(traffic.profiles("digits:1", FROM, TO)).extracting(profile -> profile.get("samples").asInt()).containsExactlyInAnyOrder(3, 4);
        assertThat(asked).containsExactlyInAnyOrder(
                "digits-a:8080/profile?from=2026-11-24T10:00:00Z&to=2026-11-24T10:01:00Z", "digits-b:9090/profile?from=2026-11-24T10:00:00Z&to=2026-11-24T10:01:00Z");
    }

    @Test
    void aPartOfTheTrafficIsNotTakenForTheWhole() {
        serve("digits-a:8080", "{}");
        assertThatThrownBy(() -> traffic.profiles("digits:1", FROM, TO)).hasMessageContaining("pod digits-b answered 503: no endpoints available");
        serve("digits-b:9090", "<html>");
        assertThatThrownBy(() -> traffic.profiles("digits:1", FROM, TO)).hasMessageContaining("pod digits-b answered no JSON object");
    }

    @Test
    void theTrafficOfAnotherVersionIsNotTold() {
        assertThatThrownBy(() -> traffic.profiles("digits:2", FROM, TO)).hasMessage("Deployment digits serves digits:1, not digits:2");
    }

    @Test
    void noReadyPodIsNoAnswer() {
        client.pods().inNamespace("ml").withName("digits-a").delete();
        client.pods().inNamespace("ml").withName("digits-b").delete();
        assertThatThrownBy(() -> traffic.profiles("digits:1", FROM, TO)).hasMessage("no pod of Deployment digits is ready");
    }

    @Test
    void capturedRowsOfAllPodsHaveOneHead() throws Exception {
        serve("digits-a:8080", "id,at,x0\na,1,0.5\n");
        serve("digits-b:9090", "id,at,x0\nb,2,0.25\n");
        try (InputStream rows = traffic.capture(Optional.of(FROM), Optional.empty(), 1000)) {
            assertThat(new String(rows.readAllBytes(), StandardCharsets.UTF_8).lines()).startsWith("id,at,x0").hasSize(3).contains("a,1,0.5", "b,2,0.25");
        }
        assertThat(asked).allMatch(request -> request.endsWith("/capture.csv?limit=500&from=2026-11-24T10:00:00Z"));
        serve("digits-b:9090", "id,at,x0,x1\n");
        assertThatThrownBy(() -> traffic.capture(Optional.empty(), Optional.empty(), 1000)).hasMessageContaining("captures other columns");
    }
}
