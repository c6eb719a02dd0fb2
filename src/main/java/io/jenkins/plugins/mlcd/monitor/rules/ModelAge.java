package io.jenkins.plugins.mlcd.monitor.rules;

import java.time.Instant;
import java.util.Optional;

/**
 * How old a model is.
 *
 * @param registered when the version was registered, if that is known
 * @param newestData when the newest sample that it was trained on was taken, if that is known
 */
public record ModelAge(Optional<Instant> registered, Optional<Instant> newestData) {

    public static final ModelAge UNKNOWN = new ModelAge(Optional.empty(), Optional.empty());
}
