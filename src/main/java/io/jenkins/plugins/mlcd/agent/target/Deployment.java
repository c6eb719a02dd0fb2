package io.jenkins.plugins.mlcd.agent.target;

import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/**
 * Who gets the traffic. Immutable: a change is another deployment.
 *
 * @param weight percent of the requests that the canary gets, 0 to 100; 0 without a canary
 */
record Deployment(Optional<DeployedModel> stable, Optional<DeployedModel> canary, int weight) {

    static final Deployment NONE = new Deployment(Optional.empty(), Optional.empty(), 0);

    Deployment {
        if (weight < 0 || weight > 100 || (weight > 0 && canary.isEmpty())) {
            throw new IllegalArgumentException("weight must be 0 to 100, and 0 without a canary, but is " + weight);
        }
        if (canary.isPresent() && stable.isEmpty()) {
            throw new IllegalArgumentException("a canary needs a stable version beside it");
        }
    }

    /** The model for the next request: each is an independent draw, so the canary's share is binomial. */
    Optional<DeployedModel> choose(RandomGenerator random) {
        return weight > 0 && random.nextInt(100) < weight ? canary : stable;
    }

    Optional<DeployedModel> find(String model) {
        return models().filter(deployed -> deployed.model().equals(model)).findFirst();
    }

    Stream<DeployedModel> models() {
        return Stream.concat(stable.stream(), canary.stream());
    }

    Deployment withStable(DeployedModel model) {
        return new Deployment(Optional.of(model), canary, weight);
    }

    /** With another canary, which gets no traffic yet. */
    Deployment withCanary(DeployedModel model) {
        return new Deployment(stable, Optional.of(model), 0);
    }

    Deployment withoutCanary() {
        return new Deployment(stable, Optional.empty(), 0);
    }

    Deployment withWeight(int percent) {
        return new Deployment(stable, canary, percent);
    }

    /** With the canary as the stable version. */
    Deployment promoted() {
        return new Deployment(canary, Optional.empty(), 0);
    }
}
