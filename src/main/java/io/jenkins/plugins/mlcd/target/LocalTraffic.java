package io.jenkins.plugins.mlcd.target;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The traffic of a local target, whose admin API merges that of its servers. */
public record LocalTraffic(LocalTargetClient client) implements TrafficSource {

    @Override
    public String name() {
        return "the target's admin API at " + client.adminUrl();
    }

    @Override
    public List<ObjectNode> profiles(String model, Instant from, Instant to) throws IOException, InterruptedException {
        return List.of(client.profile(Optional.of(model), Optional.of(from), Optional.of(to)));
    }

    @Override
    public InputStream capture(Optional<Instant> from, Optional<Instant> to, int limit) throws IOException, InterruptedException {
        return client.capture(from, to, false, limit);
    }
}
