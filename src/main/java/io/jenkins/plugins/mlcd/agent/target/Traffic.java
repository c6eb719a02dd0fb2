package io.jenkins.plugins.mlcd.agent.target;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.mlcd.record.Json;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/** The counters of all models that have had traffic since the target started, the oldest forgotten beyond {@value #KEPT}. */
final class Traffic {

    private static final int KEPT = 100;

    private final InstantSource clock;
    private final Map<String, TrafficCounters> byModel = new LinkedHashMap<>();

    Traffic(InstantSource clock) {
        this.clock = clock;
    }

    synchronized TrafficCounters of(String model) {
        TrafficCounters counters = byModel.computeIfAbsent(model, name -> new TrafficCounters(clock.instant()));
        if (byModel.size() > KEPT) {
            byModel.remove(byModel.keySet().iterator().next());
        }
        return counters;
    }

    /** {@code {"models": {...}}}; a model that is not deployed any more has the role {@code retired}. */
    synchronized ObjectNode snapshot(Deployment deployment) {
        ObjectNode answer = Json.object();
        ObjectNode models = answer.putObject("models");
        deployment.models().forEach(model -> of(model.model()));
        byModel.forEach((model, counters) -> models.set(model, counters.snapshot(role(deployment, model))));
        return answer;
    }

    static String role(Deployment deployment, String model) {
        if (deployment.stable().filter(stable -> stable.model().equals(model)).isPresent()) {
            return "stable";
        }
        return deployment.canary().filter(canary -> canary.model().equals(model)).isPresent() ? "canary" : "retired";
    }
}
