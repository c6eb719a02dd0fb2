package io.jenkins.plugins.mlcd.canary;

import io.jenkins.plugins.mlcd.target.TargetMetrics.Counters;
import java.util.Optional;

/**
 * The cumulative figures of both versions at one time.
 *
 * @param canary absent when the provider has none of it
 * @param stable absent when the provider has none of it
 */
public record Reading(Optional<Counters> canary, Optional<Counters> stable) {

    public static final Reading NONE = new Reading(Optional.empty(), Optional.empty());

    public Reading {
        canary = canary == null ? Optional.empty() : canary;
        stable = stable == null ? Optional.empty() : stable;
    }
}
