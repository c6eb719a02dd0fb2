package io.jenkins.plugins.mlcd.canary;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** How a rollout stands, for people: read from its record. */
public final class RolloutView {

    private RolloutView() {}

    /** The last rollout of {@code model} on {@code target} that {@code file}, a build's {@code rollout.jsonl}, holds. */
    public static Optional<RolloutState> of(Path file, String model, String target) throws IOException {
        return new RolloutLog(file).last(model, target);
    }
}
