package io.jenkins.plugins.mlcd.canary.local;

import io.jenkins.plugins.mlcd.canary.ForeignWriteException;
import io.jenkins.plugins.mlcd.canary.TrafficMatch;
import io.jenkins.plugins.mlcd.canary.TrafficRouter;
import io.jenkins.plugins.mlcd.canary.TrafficSplit;
import io.jenkins.plugins.mlcd.target.LocalTargetClient;
import io.jenkins.plugins.mlcd.target.RequestSplit;
import io.jenkins.plugins.mlcd.target.RequestSplit.By;
import io.jenkins.plugins.mlcd.target.RequestSplit.Match;
import io.jenkins.plugins.mlcd.target.TargetState;
import java.io.IOException;
import java.util.Optional;

/** The reverse proxy of a local target. */
public final class LocalTrafficRouter implements TrafficRouter {

    private final LocalTargetClient client;

    public LocalTrafficRouter(LocalTargetClient client) {
        this.client = client;
    }

    /** Without a canary no traffic goes to it, so it is so already when nothing is wanted of it. */
    @Override
    public void route(TrafficSplit split) throws IOException, InterruptedException {
        if (split.weight() == 0 && split.mirror() == 0 && client.state().canary().isEmpty()) {
            return;
        }
        if (split.plain()) {
            client.weight(split.weight());
        } else {
            client.split(requests(split));
        }
    }

    /** Mirror and match, by value and by hash, are all there. */
    @Override
    public Optional<String> unsupported(TrafficSplit split) {
        return Optional.empty();
    }

    @Override
    public void verify(TrafficSplit expected) throws IOException, InterruptedException {
        TargetState state = client.state();
        RequestSplit found = state.split().orElse(RequestSplit.weight(state.weight()));
        if (!found.equals(requests(expected))) {
            throw new ForeignWriteException("another client of the admin API", "another client of the admin API at " + client.adminUrl()
                    + " has set " + found + ", where the rollout had set " + requests(expected));
        }
    }

    private static RequestSplit requests(TrafficSplit split) {
        return new RequestSplit(split.weight(), split.mirror(), split.match().map(LocalTrafficRouter::match));
    }

    private static Match match(TrafficMatch match) {
        By by = switch (match.by()) {
            case HEADER -> By.HEADER;
            case COOKIE -> By.COOKIE;
            case HASH_OF_HEADER -> By.HASH_OF_HEADER;
            case HASH_OF_COOKIE -> By.HASH_OF_COOKIE;
        };
        return new Match(by, match.name(), match.value());
    }
}
