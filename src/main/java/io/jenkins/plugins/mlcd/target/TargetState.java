package io.jenkins.plugins.mlcd.target;

import java.util.Objects;
import java.util.Optional;

/**
 * What runs on a target, as {@code GET /admin/state} tells it.
 *
 * @param name the target's own name
 * @param dataUrl where its users send their requests
 * @param weight percent of the requests that the canary gets, 0 to 100
 * @param split the weight with mirror and match; absent on a target of an older version
 * @param stable the version that users have; absent on a target that is still empty
 * @param canary the version on trial; absent when no rollout is under way
 */
public record TargetState(
        String name,
        String dataUrl,
        int weight,
        Optional<RequestSplit> split,
        Optional<DeployedModel> stable,
        Optional<DeployedModel> canary) {

    public TargetState {
        split = split == null ? Optional.empty() : split;
        stable = stable == null ? Optional.empty() : stable;
        canary = canary == null ? Optional.empty() : canary;
        if (weight < 0 || weight > 100) {
            throw new IllegalArgumentException("weight must be 0 to 100 percent, but is " + weight);
        }
    }

    /**
     * A model version that the target serves.
     *
     * @param model such as {@code digits:42}
     * @param role {@code stable} or {@code canary}
     * @param ready whether it answers requests
     * @param since ISO-8601 time of its start
     * @param url where it answers by itself, whatever its share of the traffic; absent while it is not ready
     */
    public record DeployedModel(String model, String role, boolean ready, String since, Optional<String> url) {

        public DeployedModel {
            Objects.requireNonNull(model, "model");
            url = url == null ? Optional.empty() : url;
        }
    }
}
