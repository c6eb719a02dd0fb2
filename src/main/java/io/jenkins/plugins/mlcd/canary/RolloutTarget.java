package io.jenkins.plugins.mlcd.canary;

import java.util.Optional;

/**
 * What a rollout acts on.
 *
 * @param workload the servers
 * @param router what shares the traffic
 * @param provider where the figures come from
 * @param smoke tests of the servers by themselves
 */
public record RolloutTarget(Workload workload, TrafficRouter router, MetricProvider provider, Optional<SmokeCheck> smoke) {}
