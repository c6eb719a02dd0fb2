package io.jenkins.plugins.mlcd.canary.local;

import io.jenkins.plugins.mlcd.canary.TrafficRouter;
import io.jenkins.plugins.mlcd.canary.TrafficSplit;
import io.jenkins.plugins.mlcd.target.LocalTargetClient;
import java.io.IOException;

/** The reverse proxy of a local target. */
public final class LocalTrafficRouter implements TrafficRouter {

    private final LocalTargetClient client;

    public LocalTrafficRouter(LocalTargetClient client) {
        this.client = client;
    }

    /** Without a canary no traffic goes to it, so weight 0 is so already. */
    @Override
    public void route(TrafficSplit split) throws IOException, InterruptedException {
        unsupported(split).ifPresent(why -> {
            throw new IllegalArgumentException(why);
        });
        if (split.weight() > 0 || client.state().canary().isPresent()) {
            client.weight(split.weight());
        }
    }
}
