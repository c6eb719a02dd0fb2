package io.jenkins.plugins.mlcd.canary.local;

import io.jenkins.plugins.mlcd.canary.MetricProvider;
import io.jenkins.plugins.mlcd.canary.Reading;
import io.jenkins.plugins.mlcd.target.LocalTargetClient;
import io.jenkins.plugins.mlcd.target.TargetMetrics.Counters;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/** The figures that a local target counts. */
public final class LocalMetricProvider implements MetricProvider {

    private final LocalTargetClient client;

    public LocalMetricProvider(LocalTargetClient client) {
        this.client = client;
    }

    @Override
    public Reading read(String canary, String stable) throws IOException, InterruptedException {
        Map<String, Counters> models = client.metrics().models();
        return new Reading(Optional.ofNullable(models.get(canary)), Optional.ofNullable(models.get(stable)));
    }
}
