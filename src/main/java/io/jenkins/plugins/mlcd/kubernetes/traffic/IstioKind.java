package io.jenkins.plugins.mlcd.kubernetes.traffic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.istio.api.networking.v1.VirtualService;
import io.jenkins.plugins.mlcd.canary.TrafficMatch;
import io.jenkins.plugins.mlcd.kubernetes.objects.ObjectKind;
import io.jenkins.plugins.mlcd.record.Json;
import java.util.List;
import java.util.Optional;

/**
 * HTTP routes of an Istio VirtualService (istio.io, "Virtual Service"). It is read and written as JSON rather than by a typed model, which
 * would lose what a newer Istio has added.
 */
final class IstioKind implements RouteKind {

    private static final ObjectKind KIND = ObjectKind.of(VirtualService.class, io.fabric8.istio.api.networking.v1beta1.VirtualService.class);
    private static final String DESTINATION = "destination";
    private static final String SUBSET = "subset";
    private static final String MATCH = "match";
    private static final String HEADERS = "headers";
    private static final String MIRROR = "mirror";
    private static final String MIRROR_PERCENTAGE = "mirrorPercentage";

    private final Backends backends;

    IstioKind(Backends backends) {
        this.backends = backends;
    }

    @Override
    public ObjectKind kind() {
        return KIND;
    }

    @Override
    public String rulesField() {
        return "http";
    }

    @Override
    public String backendsField() {
        return "route";
    }

    @Override
    public int absentWeight() {
        return 0;
    }

    @Override
    public boolean isStable(ObjectNode backend) {
        JsonNode destination = backend.path(DESTINATION);
        boolean subset = backends.subsets().map(names -> names.stable().equals(destination.path(SUBSET).asText())).orElse(true);
        return subset && backends.isHost(backends.stable(), destination.path("host").asText());
    }

    @Override
    public boolean isCanary(ObjectNode backend) {
        JsonNode destination = backend.path(DESTINATION);
        return backends.subsets()
                .map(names -> backends.isHost(backends.stable(), destination.path("host").asText())
                        && names.canary().equals(destination.path(SUBSET).asText()))
                .orElseGet(() -> backends.isHost(backends.canary(), destination.path("host").asText()));
    }

    @Override
    public ObjectNode canaryLike(ObjectNode stable) {
        ObjectNode canary = stable.deepCopy();
        canary.remove("weight");
        ObjectNode destination = canary.withObject("/" + DESTINATION);
        if (backends.subsets().isPresent()) {
            destination.put(SUBSET, backends.subsets().get().canary());
        } else {
            destination.put("host", backends.canary() + destination.path("host").asText().substring(backends.stable().length()));
        }
        return canary;
    }

    @Override
    public boolean asksFor(ObjectNode rule, String header) {
        for (JsonNode condition : rule.path(MATCH)) {
            if (condition.path(HEADERS).has(header)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void restrict(ObjectNode rule, TrafficMatch match) {
        ArrayNode conditions = rule.withArray("/" + MATCH);
        if (conditions.isEmpty()) {
            conditions.addObject();
        }
        conditions.forEach(condition -> ((ObjectNode) condition).withObject("/" + HEADERS).set(MatchedHeader.name(match), value(match)));
    }

    @Override
    public boolean restricted(ObjectNode rule, TrafficMatch match) {
        JsonNode conditions = rule.path(MATCH);
        for (JsonNode condition : conditions) {
            if (!condition.path(HEADERS).path(MatchedHeader.name(match)).equals(value(match))) {
                return false;
            }
        }
        return !conditions.isEmpty();
    }

    private static ObjectNode value(TrafficMatch match) {
        return match.by() == TrafficMatch.By.HEADER
                ? Json.object().put("exact", match.value().orElseThrow())
                : Json.object().put("regex", MatchedHeader.cookiePattern(match));
    }

    @Override
    public void mirror(ObjectNode rule, ObjectNode canary, int percent) {
        if (rule.path(MIRROR).equals(canary.path(DESTINATION))) {
            rule.remove(List.of(MIRROR, MIRROR_PERCENTAGE));
        }
        if (percent > 0) {
            rule.set(MIRROR, canary.path(DESTINATION));
            rule.putObject(MIRROR_PERCENTAGE).put("value", percent);
        }
    }

    @Override
    public Optional<String> foreignMirror(ObjectNode rule) {
        boolean several = rule.has("mirrors") || rule.has("mirrorPercent");
        boolean one = rule.has(MIRROR) && !isCanary(Json.object().set(DESTINATION, rule.path(MIRROR)));
        return several || one ? Optional.of("it has a mirror of its own") : Optional.empty();
    }
}
