package io.jenkins.plugins.mlcd.kubernetes.traffic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.mlcd.canary.TrafficMatch;
import io.jenkins.plugins.mlcd.kubernetes.objects.ObjectKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How one kind of routing object writes rules, backends, matches and mirrors. No method touches what it is not about. */
interface RouteKind {

    ObjectKind kind();

    /** Field of {@code spec} that lists the rules. */
    String rulesField();

    /** Field of a rule that lists its backends. */
    String backendsField();

    /** Weight of a backend that says none, when it is not the only one. */
    int absentWeight();

    boolean isStable(ObjectNode backend);

    boolean isCanary(ObjectNode backend);

    /** The backend as {@code stable} is written, but for the canary; its weight is not set. */
    ObjectNode canaryLike(ObjectNode stable);

    /** Whether a condition of {@code rule} is about that header already: two conditions on one header cannot both be written. */
    boolean asksFor(ObjectNode rule, String header);

    /** Has each of the conditions of {@code rule} demand {@code match} too. */
    void restrict(ObjectNode rule, TrafficMatch match);

    /** Whether each of the conditions of {@code rule} demands {@code match}. */
    boolean restricted(ObjectNode rule, TrafficMatch match);

    /** Takes our mirror from {@code rule}, if it has one, and puts one of {@code percent} there when that is more than 0. */
    void mirror(ObjectNode rule, ObjectNode canary, int percent);

    /** A mirror of {@code rule} that is not ours and leaves no room for one; in words. */
    Optional<String> foreignMirror(ObjectNode rule);

    /** The rules of an object; empty when it has none. */
    default List<ObjectNode> rules(ObjectNode object) {
        return objects(object.path("spec").path(rulesField()));
    }

    /** The backends of a rule; empty when it has none. */
    default List<ObjectNode> backends(ObjectNode rule) {
        return objects(rule.path(backendsField()));
    }

    private static List<ObjectNode> objects(JsonNode list) {
        List<ObjectNode> objects = new ArrayList<>();
        for (JsonNode each : list) {
            if (each instanceof ObjectNode object) {
                objects.add(object);
            }
        }
        return objects;
    }
}
