package io.jenkins.plugins.mlcd.kubernetes.traffic;

import java.util.Optional;

/**
 * Which traffic is shared.
 *
 * @param object name of the VirtualService or HTTPRoute; empty for the only one of the namespace that leads to the stable version
 * @param rule name of a rule in it; empty for all that lead to the stable version
 * @param backends what tells the versions apart
 */
public record RoutingSettings(Optional<String> object, Optional<String> rule, Backends backends) {}
