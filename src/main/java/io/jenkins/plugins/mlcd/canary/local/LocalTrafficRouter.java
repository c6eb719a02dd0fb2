package io.jenkins.plugins.mlcd.canary.local;

import io.jenkins.plugins.mlcd.canary.TrafficRouter;
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
    public void weight(int percent) throws IOException, InterruptedException {
        if (percent > 0 || client.state().canary().isPresent()) {
            client.weight(percent);
        }
    }
}
