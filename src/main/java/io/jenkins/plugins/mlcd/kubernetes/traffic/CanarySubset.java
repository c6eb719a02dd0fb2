package io.jenkins.plugins.mlcd.kubernetes.traffic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.istio.api.api.networking.v1alpha3.SubsetBuilder;
import io.fabric8.istio.api.networking.v1.DestinationRule;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.jenkins.plugins.mlcd.canary.TrafficRouter;
import io.jenkins.plugins.mlcd.canary.TrafficSplit;
import io.jenkins.plugins.mlcd.kubernetes.ApiCalls;
import io.jenkins.plugins.mlcd.kubernetes.objects.ClusterObjects;
import io.jenkins.plugins.mlcd.kubernetes.objects.ObjectKind;
import io.jenkins.plugins.mlcd.record.Json;
import io.jenkins.plugins.mlcd.target.TargetException;
import java.io.IOException;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;

/**
 * The canary's subset of a DestinationRule, there while a router leads requests to it: made before the first, and taken away, when it
 * was made here, after the last. A subset that somebody else has declared stays as it is.
 */
final class CanarySubset implements TrafficRouter {

    private static final ObjectKind KIND = ObjectKind.of(DestinationRule.class, io.fabric8.istio.api.networking.v1beta1.DestinationRule.class);

    private static final String ANNOTATION = "mlcd.jenkins.io/subset";
    private static final String ANNOTATIONS = "annotations";
    private static final String SUBSETS = "subsets";

    private final TrafficRouter router;
    private final ClusterObjects rules;
    private final String name;
    private final Backends.Subsets subsets;
    private final ClusterRouters.PodLabels labels;
    private final ApiCalls calls;

    CanarySubset(TrafficRouter router, KubernetesClient client, String namespace, String name, Backends.Subsets subsets, ClusterRouters.PodLabels labels, ApiCalls calls) {
        this.router = router;
        this.rules = new ClusterObjects(client, KIND, namespace);
        this.name = name;
        this.subsets = subsets;
        this.labels = labels;
        this.calls = calls;
    }

    @Override
    public Optional<String> unsupported(TrafficSplit split) {
        return router.unsupported(split);
    }

    @Override
    public void route(TrafficSplit split) throws IOException, InterruptedException {
        boolean wanted = split.weight() > 0 || split.mirror() > 0;
        if (wanted) {
            Map<String, String> pods = labels.get();
            calls.call(KIND.kind() + " " + name, () -> edit(rule -> add(rule, pods)));
        }
        router.route(split);
        if (!wanted) {
            calls.call(KIND.kind() + " " + name, () -> edit(this::remove));
        }
    }

    @Override
    public void verify(TrafficSplit expected) throws IOException, InterruptedException {
        router.verify(expected);
    }

    @FunctionalInterface
    private interface Edit {
        void on(ObjectNode rule) throws IOException;
    }

    private Void edit(Edit edit) throws IOException {
        ObjectNode now = rules.read(name).orElseThrow(() -> TargetException.refusal(KIND.kind() + " " + name + " is not there"));
        ObjectNode next = now.deepCopy();
        edit.on(next);
        rules.write(now, next);
        return null;
    }

    private void add(ObjectNode rule, Map<String, String> pods) throws TargetException {
        if (find(rule, subsets.stable()).isEmpty()) {
            throw TargetException.refusal(KIND.kind() + " " + name + " has no subset '" + subsets.stable() + "', which the stable version must have");
        }
        Optional<ObjectNode> present = find(rule, subsets.canary());
        ObjectNode subset = Json.mapper().valueToTree(new SubsetBuilder().withName(subsets.canary()).withLabels(pods).build());
        if (present.isEmpty()) {
            rule.withObject("/spec").withArray("/" + SUBSETS).add(subset);
            rule.withObject("/metadata").withObject("/" + ANNOTATIONS).put(ANNOTATION, subsets.canary());
        } else if (ours(rule)) {
            present.get().set("labels", subset.get("labels"));
        } else if (!present.get().path("labels").equals(subset.get("labels"))) {
            throw TargetException.refusal(KIND.kind() + " " + name + ": its subset '" + subsets.canary() + "' selects " + present.get().path("labels") + ", but the canary's pods have "
                    + subset.get("labels"));
        }
    }

    private void remove(ObjectNode rule) {
        if (!ours(rule)) {
            return;
        }
        for (Iterator<JsonNode> each = rule.withObject("/spec").withArray("/" + SUBSETS).iterator(); each.hasNext(); ) {
            if (each.next().path("name").asText().equals(subsets.canary())) {
                each.remove();
            }
        }
        ObjectNode annotations = rule.withObject("/metadata").withObject("/" + ANNOTATIONS);
        annotations.remove(ANNOTATION);
        if (annotations.isEmpty()) {
            rule.withObject("/metadata").remove(ANNOTATIONS);
        }
    }

    private boolean ours(ObjectNode rule) {
        return rule.path("metadata").path(ANNOTATIONS).path(ANNOTATION).asText().equals(subsets.canary());
    }

    private static Optional<ObjectNode> find(ObjectNode rule, String subset) {
        if (rule.path("spec").path(SUBSETS) instanceof ArrayNode list) {
            for (JsonNode each : list) {
                if (each.path("name").asText().equals(subset) && each instanceof ObjectNode found) {
                    return Optional.of(found);
                }
            }
        }
        return Optional.empty();
    }
}
