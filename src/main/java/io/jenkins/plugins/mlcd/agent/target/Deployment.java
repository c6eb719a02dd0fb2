package io.jenkins.plugins.mlcd.agent.target;

import io.jenkins.plugins.mlcd.target.RequestSplit;
import io.jenkins.plugins.mlcd.target.RequestSplit.Match;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/**
 * Who gets the traffic. Immutable: a change is another deployment.
 *
 * @param split how the requests are shared; {@link RequestSplit#NONE} without a canary
 */
record Deployment(Optional<DeployedModel> stable, Optional<DeployedModel> canary, RequestSplit split) {

    static final Deployment NONE = new Deployment(Optional.empty(), Optional.empty(), RequestSplit.NONE);

    /** What of a request may decide who answers it; both are empty where it has no such. */
    interface Sender {

        Optional<String> header(String name);

        Optional<String> cookie(String name);
    }

    Deployment {
        if (split.usesCanary() && canary.isEmpty()) {
            throw new IllegalArgumentException("the split must use no canary where there is none, but is " + split);
        }
        if (canary.isPresent() && stable.isEmpty()) {
            throw new IllegalArgumentException("a canary needs a stable version beside it");
        }
    }

    int weight() {
        return split.weight();
    }

    /**
     * The model for the next request: without a match each is an independent draw, so the canary's share is binomial.
     *
     * @param session by whose hash the request is drawn instead, so that a session keeps its version while the weight rises; empty for none
     */
    Optional<DeployedModel> choose(Sender sender, Optional<String> session, RandomGenerator random) {
        if (split.weight() == 0) {
            return stable;
        }
        boolean toCanary = split.match().isPresent()
                ? matches(sender, split.match().get())
                : session.map(this::drawn).orElseGet(() -> random.nextInt(100) < split.weight());
        return toCanary ? canary : stable;
    }

    private boolean matches(Sender sender, Match match) {
        Optional<String> found = match.by().cookie() ? sender.cookie(match.name()) : sender.header(match.name());
        return match.value().isPresent() ? found.equals(match.value()) : found.map(this::drawn).orElse(false);
    }

    /** The same user is drawn anew for each canary, so that not always the same are first. */
    private boolean drawn(String user) {
        return UserHash.percent(user + '\n' + canary.map(DeployedModel::model).orElse("")) < split.weight();
    }

    /** The canary, when it is to get a copy of a request that {@code chosen} answers. */
    Optional<DeployedModel> mirror(DeployedModel chosen, RandomGenerator random) {
        boolean copied = split.mirror() > 0 && canary.isPresent() && chosen != canary.get() && random.nextInt(100) < split.mirror();
        return copied ? canary : Optional.empty();
    }

    Optional<DeployedModel> find(String model) {
        return models().filter(deployed -> deployed.model().equals(model)).findFirst();
    }

    Stream<DeployedModel> models() {
        return Stream.concat(stable.stream(), canary.stream());
    }

    Deployment withStable(DeployedModel model) {
        return new Deployment(Optional.of(model), canary, split);
    }

    /** With another canary, which gets no traffic yet. */
    Deployment withCanary(DeployedModel model) {
        return new Deployment(stable, Optional.of(model), RequestSplit.NONE);
    }

    Deployment withoutCanary() {
        return new Deployment(stable, Optional.empty(), RequestSplit.NONE);
    }

    Deployment withSplit(RequestSplit other) {
        return new Deployment(stable, canary, other);
    }

    /** With the canary as the stable version. */
    Deployment promoted() {
        return new Deployment(canary, Optional.empty(), RequestSplit.NONE);
    }
}
