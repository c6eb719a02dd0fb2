package io.jenkins.plugins.mlcd.canary;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.jenkins.plugins.mlcd.kubernetes.ApiCalls;
import io.jenkins.plugins.mlcd.kubernetes.FakeCluster;
import io.jenkins.plugins.mlcd.kubernetes.traffic.Backends;
import io.jenkins.plugins.mlcd.kubernetes.traffic.ClusterRouters;
import io.jenkins.plugins.mlcd.kubernetes.traffic.RoutingSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rollouts whose traffic is shared by Istio or the Gateway API on the mock of an API server, and whose process is killed around each write. */
class ClusterRolloutTest {

    @TempDir
    Path directory;

    private FakeCluster cluster;
    private KubernetesClient client;
    private FakeTarget servers;
    private Instant now;
    private int left;
    private boolean killed;
    private String kind;
    private final List<GenericKubernetesResource> objects = new ArrayList<>();

    private static final class Killed extends Error {

        private static final long serialVersionUID = 1L;
    }

    /** Dies before or after it has written, at the place whose number is left. */
    private final class MortalRouter implements TrafficRouter {

        private final TrafficRouter router = router();

        @Override
        public void route(TrafficSplit split) throws IOException, InterruptedException {
            place();
            router.route(split);
            servers.route(split);
            place();
        }

        @Override
        public void verify(TrafficSplit expected) throws IOException, InterruptedException {
            router.verify(expected);
        }

        @Override
        public Optional<String> unsupported(TrafficSplit split) {
            return router.unsupported(split);
        }
    }

    private void place() {
        if (left-- == 0) {
            killed = true;
            throw new Killed();
        }
    }

    private TrafficRouter router() {
        ApiCalls calls = new ApiCalls(Duration.ofMillis(1));
        if (kind.equals("gateway-api")) {
            Backends services = new Backends("ml", "digits", "digits-canary", Optional.empty());
            return ClusterRouters.gatewayApi(client, new RoutingSettings(Optional.of("digits"), Optional.empty(), services), calls);
        }
        Backends subsets = new Backends("ml", "digits", "digits", Optional.of(new Backends.Subsets("stable", "canary")));
        return ClusterRouters.istio(
                client, new RoutingSettings(Optional.of("digits"), Optional.empty(), subsets), "digits", () -> Map.of("version", "v1-canary"), calls);
    }

    @BeforeEach
    void start() throws Exception {
        cluster = new FakeCluster();
        client = cluster.client();
    }

    @AfterEach
    void stop() {
        client.close();
        cluster.close();
    }

    private void create(String router) throws Exception {
        kind = router;
        for (String document : Files.readString(Path.of("examples/kubernetes/canary/" + router + ".yaml")).split("(?m)^---$")) {
            objects.add(client.resource(new KubernetesSerialization().unmarshal(document, GenericKubernetesResource.class)).create());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "istio, good", "istio, bad", "istio, paused", "istio, abTest", "istio, sickCanary", "istio, sickProduction", "istio, mirrored",
        "gateway-api, good", "gateway-api, bad", "gateway-api, paused", "gateway-api, abTest", "gateway-api, sickCanary", "gateway-api, sickProduction"
    })
    void endsInTheRightStateWhereverItWasKilledAndLeavesNothingInTheCluster(String router, String scenario) throws Exception {
        create(router);
        List<Object> before = specs();
        Phase whole = phase(scenario, Integer.MAX_VALUE);
        int places = -1;
        do {
            Phase end = phase(scenario, ++places);
            assertThat(end).as("%s, killed at place %d", scenario, places).isEqualTo(whole);
            boolean promoted = end == Phase.SUCCEEDED && !scenario.equals("abTest");
            assertThat(servers.stable).contains(promoted ? "digits:42" : "digits:41");
            assertThat(servers.canary).as("%s, killed at place %d", scenario, places).isEmpty();
            assertThat(specs()).as("%s, killed at place %d", scenario, places).isEqualTo(before);
        } while (killed);
        assertThat(places).as("places at which it was killed").isGreaterThanOrEqualTo(2);
    }

    private List<Object> specs() {
        return objects.stream().map(object -> client.resource(object).get().getAdditionalProperties().get("spec")).toList();
    }

    private Phase phase(String scenario, int place) throws Exception {
        Files.deleteIfExists(log());
        Files.deleteIfExists(directory.resolve("rollout-commands.jsonl"));
        now = Instant.parse("2026-01-01T00:00:00Z");
        left = place;
        killed = false;
        servers = new FakeTarget();
        servers.canaryErrors = scenario.equals("bad") ? 30 : 0;
        servers.canaryIsSick = scenario.equals("sickCanary");
        if (servers.canaryIsSick) {
            servers.place = this::place; // it never gets to a write of the router
        }
        servers.productionIsSick = scenario.equals("sickProduction");
        Rollout rollout = null;
        for (int i = 0; i < 200; i++) {
            try {
                rollout = rollout == null ? open(definition(scenario)) : rollout;
                if (rollout.state().phase() == Phase.PAUSED) {
                    commands().add(PersonCommand.Action.RESUME, "ann", now, "");
                } else if (scenario.equals("paused") && i == 1) {
                    commands().add(PersonCommand.Action.PAUSE, "ann", now, "");
                }
                Optional<Instant> next = rollout.advance();
                if (next.isEmpty()) {
                    return rollout.state().phase();
                }
                servers.traffic(2000);
                now = next.get().isAfter(now) ? next.get() : now.plusSeconds(1);
            } catch (Killed again) {
                rollout = null;
            }
        }
        throw new AssertionError("it must end: " + rollout.state().phase() + " " + rollout.state().reason());
    }

    private static RolloutDefinition definition(String scenario) {
        RolloutDefinition.Builder definition = RolloutDefinition.builder(List.of(50), 60).smoke(scenario.startsWith("sick")).mirror(scenario.equals("mirrored") ? 50 : 0);
        if (scenario.equals("abTest")) {
            definition.abTest(Optional.of(new AbTest(false, Optional.of(TrafficMatch.parse("header x-group = b")))))
                    .metrics(List.of("error_rate <= stable"), List.of()).maxDurationSeconds(Optional.of(600.0));
        }
        return definition.build();
    }

    private Rollout open(RolloutDefinition definition) throws Exception {
        RolloutTarget acting = new RolloutTarget(servers, new MortalRouter(), servers, definition.smoke() ? Optional.of(servers) : Optional.empty());
        return Rollout.open(log(), commands(), "digits:42", "production", definition, acting, () -> now, line -> {});
    }

    private PersonCommands commands() {
        return new PersonCommands(directory.resolve("rollout-commands.jsonl"));
    }

    private Path log() {
        return directory.resolve("rollout.jsonl");
    }
}
