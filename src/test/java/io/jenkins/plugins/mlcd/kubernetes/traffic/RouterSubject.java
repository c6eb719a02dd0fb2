package io.jenkins.plugins.mlcd.kubernetes.traffic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.jenkins.plugins.mlcd.canary.TrafficRouter;
import io.jenkins.plugins.mlcd.kubernetes.ApiCalls;
import io.jenkins.plugins.mlcd.kubernetes.FakeCluster;
import io.jenkins.plugins.mlcd.record.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** A router of a cluster, with its routing object on a fake API server. */
enum RouterSubject {
    ISTIO("istio", "virtualservices", "/spec/http"),
    ISTIO_SUBSETS("istio-subsets", "virtualservices", "/spec/http"),
    GATEWAY_API("gateway", "httproutes", "/spec/rules");

    private static final KubernetesSerialization YAML = new KubernetesSerialization();

    final String plural;
    final String rules;
    private final String file;

    RouterSubject(String file, String plural, String rules) {
        this.file = file;
        this.plural = plural;
        this.rules = rules;
    }

    /** A client that waits so many milliseconds for an answer. */
    static KubernetesClient client(FakeCluster cluster, int millis) {
        return new KubernetesClientBuilder()
                .withConfig(new ConfigBuilder(cluster.config()).withRequestTimeout(millis).withUserAgent("mlcd/1").build()).build();
    }

    List<GenericKubernetesResource> objects() throws IOException {
        String text = Files.readString(Path.of("src/test/resources/kubernetes/traffic/" + file + ".yaml"));
        return Stream.of(text.split("(?m)^---$")).map(document -> YAML.unmarshal(document, GenericKubernetesResource.class)).toList();
    }

    void create(KubernetesClient client) throws IOException {
        objects().forEach(object -> client.resource(object).create());
    }

    TrafficRouter router(KubernetesClient client, Optional<String> rule) {
        ApiCalls calls = new ApiCalls(Duration.ofMillis(1));
        Backends services = new Backends("ml", "digits", "digits-canary", Optional.empty());
        return switch (this) {
            case ISTIO -> ClusterRouters.istio(client, new RoutingSettings(Optional.of("digits"), rule, services), calls);
            case ISTIO_SUBSETS -> ClusterRouters.istio(
                    client,
                    new RoutingSettings(Optional.empty(), rule, new Backends("ml", "digits", "digits", Optional.of(new Backends.Subsets("stable", "canary")))),
                    "digits", () -> Map.of("version", "v1-canary"), calls);
            case GATEWAY_API -> ClusterRouters.gatewayApi(client, new RoutingSettings(Optional.empty(), rule, services), calls);
        };
    }

    /** The objects as they are now, without what every write changes. */
    List<JsonNode> now(KubernetesClient client) throws IOException {
        List<JsonNode> all = new ArrayList<>();
        for (GenericKubernetesResource object : objects()) {
            ObjectNode json = Json.parseObject(YAML.asJson(client.resource(object).get()));
            ((ObjectNode) json.path("metadata")).remove(List.of("resourceVersion", "generation"));
            all.add(json);
        }
        return all;
    }

    JsonNode route(KubernetesClient client) throws IOException {
        return now(client).get(0);
    }

    /** Somebody else edits the routing object. */
    void edit(KubernetesClient client, Consumer<ObjectNode> change) {
        try {
            ObjectNode json = Json.parseObject(YAML.asJson(client.resource(objects().get(0)).get()));
            change.accept(json);
            client.resource(YAML.unmarshal(Json.line(json), GenericKubernetesResource.class)).update();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Percent of the canary in each rule that has both versions. */
    List<Integer> shares(KubernetesClient client) throws IOException {
        List<Integer> shares = new ArrayList<>();
        for (JsonNode rule : route(client).at(rules)) {
            JsonNode backends = this == GATEWAY_API ? rule.path("backendRefs") : rule.path("route");
            if (backends.size() == 2) {
                int stable = backends.get(0).path("weight").asInt();
                int canary = backends.get(1).path("weight").asInt();
                shares.add(Math.round(100f * canary / (stable + canary)));
            }
        }
        return shares;
    }
}
