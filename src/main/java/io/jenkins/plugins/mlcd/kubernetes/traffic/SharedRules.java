package io.jenkins.plugins.mlcd.kubernetes.traffic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.mlcd.canary.TrafficMatch;
import io.jenkins.plugins.mlcd.canary.TrafficSplit;
import io.jenkins.plugins.mlcd.kubernetes.traffic.TrafficRecord.Before;
import io.jenkins.plugins.mlcd.target.TargetException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * What a routing object looks like with given shares: a pure function of its JSON. The shares are those of the rules that lead to the
 * stable version, or of the one that is named. With no shares the rules are again as they were before.
 *
 * @param kind of the object
 * @param rule name of the only rule that is shared; empty for all that lead to the stable version
 */
record SharedRules(RouteKind kind, Optional<String> rule) {

    private static final String WEIGHT = "weight";
    private static final int WHOLE = 100;

    /** Whether the object has a rule to share. */
    boolean any(ObjectNode object) {
        return kind.rules(object).stream().anyMatch(this::isShared);
    }

    /**
     * A copy of the object in which requests are split so, which is recorded in it. With a match the requests that match get the canary
     * by a rule of their own, and the shared rules are as they were before.
     *
     * @throws TargetException when the object has no such rule, or one that cannot be shared so
     */
    ObjectNode with(ObjectNode object, TrafficSplit wanted) throws TargetException {
        ObjectNode next = object.deepCopy();
        Optional<TrafficRecord> record = TrafficRecord.of(object);
        removeMatches(next, record.flatMap(known -> known.split().match()), wanted.match());
        List<Before> before = new ArrayList<>();
        List<ObjectNode> rules = kind.rules(next).stream().filter(this::isShared).toList();
        if (rules.isEmpty()) {
            throw TargetException.refusal(kind.kind().kind() + " has no " + rule.map(name -> "rule '" + name + "' that leads").orElse("rule that leads")
                    + " to the stable version");
        }
        for (ObjectNode each : rules) {
            Optional<Before> known = record.flatMap(found -> found.before(before.size()));
            before.add(known.isPresent() ? known.get() : before(each));
            share(each, before.get(before.size() - 1), wanted);
        }
        if (wanted.weight() > 0 && wanted.match().isPresent()) {
            insertMatches(next, wanted.match().get());
        }
        new TrafficRecord(wanted, before).into(next);
        return next;
    }

    private boolean isShared(ObjectNode candidate) {
        boolean named = rule.map(name -> name.equals(candidate.path("name").asText())).orElse(true);
        return named && kind.backends(candidate).stream().anyMatch(kind::isStable);
    }

    private Before before(ObjectNode shared) throws TargetException {
        Optional<ObjectNode> canary = only(shared, false);
        return new Before(weight(only(shared, true).orElseThrow()), canary.isPresent(), canary.flatMap(SharedRules::weight));
    }

    private Optional<ObjectNode> only(ObjectNode shared, boolean stable) throws TargetException {
        List<ObjectNode> found = kind.backends(shared).stream().filter(each -> stable ? kind.isStable(each) : kind.isCanary(each)).toList();
        if (found.size() > 1) {
            throw TargetException.refusal("a rule of the " + kind.kind().kind() + " leads to the " + (stable ? "stable version" : "canary") + " twice");
        }
        return found.stream().findFirst();
    }

    private static Optional<Integer> weight(JsonNode backend) {
        return backend.has(WEIGHT) ? Optional.of(backend.path(WEIGHT).asInt()) : Optional.empty();
    }

    private void share(ObjectNode shared, Before before, TrafficSplit wanted) throws TargetException {
        ObjectNode stable = only(shared, true).orElseThrow();
        Optional<ObjectNode> present = only(shared, false);
        int budget = budget(shared, stable, present);
        ObjectNode canary = present.orElseGet(() -> kind.canaryLike(stable));
        if (wanted.mirror() > 0 && kind.foreignMirror(shared).isPresent()) {
            throw TargetException.refusal("a rule of the " + kind.kind().kind() + " cannot be mirrored: " + kind.foreignMirror(shared).get());
        }
        kind.mirror(shared, kind.canaryLike(stable), wanted.mirror());
        if (wanted.weight() > 0 && wanted.match().isEmpty()) {
            if (present.isEmpty()) {
                insertAfter((ArrayNode) shared.get(kind.backendsField()), stable, canary);
            }
            int part = part(budget, wanted.weight());
            canary.put(WEIGHT, part);
            stable.put(WEIGHT, budget - part);
        } else {
            restore(shared, before, stable, present, budget);
        }
    }

    /** What the two versions have together; the weights of others are not touched. */
    private int budget(ObjectNode shared, ObjectNode stable, Optional<ObjectNode> canary) {
        int all = 0;
        int ours = 0;
        for (ObjectNode each : kind.backends(shared)) {
            int weight = weight(each).orElse(kind.absentWeight());
            all += weight;
            ours += each == stable || canary.filter(found -> found == each).isPresent() ? weight : 0;
        }
        return all == ours ? WHOLE : ours;
    }

    private int part(int budget, int percent) throws TargetException {
        if (budget * percent % WHOLE != 0) {
            throw TargetException.refusal("a rule of the " + kind.kind().kind() + " has other backends, which leave a weight of " + budget + "; "
                    + percent + " % of it is no whole number");
        }
        return budget * percent / WHOLE;
    }

    /** As it was, but for a canary that had a share: nobody is to get a version that was taken back. */
    private void restore(ObjectNode shared, Before before, ObjectNode stable, Optional<ObjectNode> canary, int budget) {
        boolean alone = before.canaryWeight().orElse(0) == 0;
        if (alone && before.stableWeight().isEmpty()) {
            stable.remove(WEIGHT);
        } else {
            stable.put(WEIGHT, alone ? before.stableWeight().get() : budget);
        }
        if (canary.isEmpty()) {
            return;
        }
        if (before.canaryDeclared()) {
            canary.get().put(WEIGHT, 0);
        } else {
            remove((ArrayNode) shared.get(kind.backendsField()), canary.get());
        }
    }

    private void removeMatches(ObjectNode object, Optional<TrafficMatch> recorded, Optional<TrafficMatch> wanted) {
        for (ObjectNode each : kind.rules(object)) {
            List<ObjectNode> backends = kind.backends(each);
            boolean ours = backends.size() == 1 && kind.isCanary(backends.get(0))
                    && (recorded.filter(match -> kind.restricted(each, match)).isPresent()
                            || wanted.filter(match -> kind.restricted(each, match)).isPresent());
            if (ours) {
                remove((ArrayNode) object.path("spec").path(kind.rulesField()), each);
            }
        }
    }

    /** Above each shared rule one like it, for those who match, that leads to the canary alone. */
    private void insertMatches(ObjectNode object, TrafficMatch match) throws TargetException {
        ArrayNode rules = (ArrayNode) object.path("spec").path(kind.rulesField());
        for (ObjectNode shared : kind.rules(object).stream().filter(this::isShared).toList()) {
            if (kind.asksFor(shared, MatchedHeader.name(match))) {
                throw TargetException.refusal("a rule of the " + kind.kind().kind() + " has a condition on the header '" + MatchedHeader.name(match)
                        + "' already, which the match cannot be added to");
            }
            ObjectNode stable = only(shared, true).orElseThrow();
            ObjectNode matching = shared.deepCopy();
            if (matching.has("name")) {
                matching.put("name", matching.path("name").asText() + "-mlcd-canary");
            }
            kind.mirror(matching, kind.canaryLike(stable), 0);
            kind.restrict(matching, match);
            matching.putArray(kind.backendsField()).add(kind.canaryLike(stable));
            rules.insert(position(rules, shared), matching);
        }
    }

    private static void insertAfter(ArrayNode list, ObjectNode before, ObjectNode added) {
        list.insert(position(list, before) + 1, added);
    }

    private static int position(ArrayNode list, ObjectNode wanted) {
        int position = 0;
        while (list.get(position) != wanted) {
            position++;
        }
        return position;
    }

    private static void remove(ArrayNode list, ObjectNode unwanted) {
        for (Iterator<JsonNode> each = list.iterator(); each.hasNext(); ) {
            if (each.next() == unwanted) {
                each.remove();
                return;
            }
        }
    }
}
