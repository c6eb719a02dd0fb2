package io.jenkins.plugins.mlcd.kubernetes.traffic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.jenkins.plugins.mlcd.canary.TrafficMatch;
import io.jenkins.plugins.mlcd.kubernetes.objects.ObjectKind;
import io.jenkins.plugins.mlcd.record.Json;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** Rules of a Gateway API HTTPRoute (gateway-api.sigs.k8s.io, "HTTPRoute"), read and written as JSON, so that fields of a newer version stay. */
final class GatewayKind implements RouteKind {

    private static final ObjectKind KIND = ObjectKind.of(HTTPRoute.class, io.fabric8.kubernetes.api.model.gatewayapi.v1beta1.HTTPRoute.class);
    private static final String MATCHES = "matches";
    private static final String HEADERS = "headers";
    private static final String FILTERS = "filters";
    private static final String MIRROR = "requestMirror";
    private static final int ALL = 100;

    private final Backends backends;

    GatewayKind(Backends backends) {
        this.backends = backends;
    }

    @Override
    public ObjectKind kind() {
        return KIND;
    }

    @Override
    public String rulesField() {
        return "rules";
    }

    @Override
    public String backendsField() {
        return "backendRefs";
    }

    @Override
    public int absentWeight() {
        return 1;
    }

    @Override
    public boolean isStable(ObjectNode backend) {
        return isService(backend, backends.stable());
    }

    @Override
    public boolean isCanary(ObjectNode backend) {
        return isService(backend, backends.canary());
    }

    private boolean isService(JsonNode reference, String name) {
        return reference.path("name").asText().equals(name)
                && reference.path("kind").asText("Service").equals("Service")
                && reference.path("namespace").asText(backends.namespace()).equals(backends.namespace());
    }

    @Override
    public ObjectNode canaryLike(ObjectNode stable) {
        ObjectNode canary = stable.deepCopy().put("name", backends.canary());
        canary.remove("weight");
        return canary;
    }

    @Override
    public boolean asksFor(ObjectNode rule, String header) {
        for (JsonNode match : rule.path(MATCHES)) {
            for (JsonNode each : match.path(HEADERS)) {
                if (each.path("name").asText().equalsIgnoreCase(header)) {
                    return true;
                }
            }
        }
        return false;
    }

    @Override
    public void restrict(ObjectNode rule, TrafficMatch match) {
        ArrayNode matches = rule.withArray("/" + MATCHES);
        if (matches.isEmpty()) {
            matches.addObject();
        }
        matches.forEach(each -> ((ObjectNode) each).withArray("/" + HEADERS).add(condition(match)));
    }

    @Override
    public boolean restricted(ObjectNode rule, TrafficMatch match) {
        JsonNode matches = rule.path(MATCHES);
        for (JsonNode each : matches) {
            boolean demanded = false;
            for (JsonNode header : each.path(HEADERS)) {
                demanded |= header.equals(condition(match));
            }
            if (!demanded) {
                return false;
            }
        }
        return !matches.isEmpty();
    }

    private static ObjectNode condition(TrafficMatch match) {
        boolean header = match.by() == TrafficMatch.By.HEADER;
        return Json.object()
                .put("type", header ? "Exact" : "RegularExpression")
                .put("name", MatchedHeader.name(match))
                .put("value", header ? match.value().orElseThrow() : MatchedHeader.cookiePattern(match));
    }

    @Override
    public void mirror(ObjectNode rule, ObjectNode canary, int percent) {
        removeMirror(rule);
        if (percent > 0) {
            ObjectNode reference = canary.deepCopy();
            reference.remove(List.of("weight", FILTERS));
            ObjectNode mirror = Json.object();
            mirror.set("backendRef", reference);
            if (percent < ALL) {
                mirror.put("percent", percent);
            }
            rule.withArray("/" + FILTERS).addObject().put("type", "RequestMirror").set(MIRROR, mirror);
        }
    }

    private void removeMirror(ObjectNode rule) {
        if (rule.get(FILTERS) instanceof ArrayNode filters && !filters.isEmpty()) {
            for (Iterator<JsonNode> each = filters.iterator(); each.hasNext(); ) {
                if (isService(each.next().path(MIRROR).path("backendRef"), backends.canary())) {
                    each.remove();
                }
            }
            if (filters.isEmpty()) {
                rule.remove(FILTERS);
            }
        }
    }

    /** A rule may have several. */
    @Override
    public Optional<String> foreignMirror(ObjectNode rule) {
        return Optional.empty();
    }
}
