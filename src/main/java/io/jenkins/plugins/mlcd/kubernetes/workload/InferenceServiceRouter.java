package io.jenkins.plugins.mlcd.kubernetes.workload;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.mlcd.canary.ForeignWriteException;
import io.jenkins.plugins.mlcd.canary.TrafficRouter;
import io.jenkins.plugins.mlcd.canary.TrafficSplit;
import io.jenkins.plugins.mlcd.kubernetes.traffic.FieldManagers;
import io.jenkins.plugins.mlcd.target.TargetException;
import java.io.IOException;
import java.util.Optional;

/** Shares traffic by {@code canaryTrafficPercent} of an InferenceService. Without a canary there is nothing to share. */
public final class InferenceServiceRouter implements TrafficRouter {

    private final InferenceServiceObject service;

    public InferenceServiceRouter(InferenceServiceObject service) {
        this.service = service;
    }

    @Override
    public void route(TrafficSplit split) throws IOException, InterruptedException {
        unsupported(split).ifPresent(why -> {
            throw new IllegalArgumentException(why);
        });
        service.edit(object -> {
            boolean canary = InferenceServiceObject.annotation(object, InferenceServiceObject.CANARY).isPresent();
            if (!canary && split.weight() > 0) {
                throw TargetException.refusal(service.what() + " has no canary that " + split.weight() + " % could go to");
            }
            if (canary) {
                InferenceServiceObject.predictor(object).put(InferenceServiceObject.PERCENT, split.weight());
            }
        });
    }

    @Override
    public void verify(TrafficSplit expected) throws IOException, InterruptedException {
        ObjectNode now = service.read();
        Optional<Integer> percent = InferenceServiceObject.percent(now);
        if (!percent.equals(Optional.of(expected.weight()))) {
            String manager = FieldManagers.lastForeign(now, "predictor");
            throw new ForeignWriteException(manager, service.what() + " was changed by " + manager + ": the canary gets "
                    + percent.map(found -> found + " %").orElse("all") + ", not " + expected.weight() + " %");
        }
    }
}
