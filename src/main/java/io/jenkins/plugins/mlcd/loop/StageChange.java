package io.jenkins.plugins.mlcd.loop;

import java.time.Instant;
import java.util.Optional;

/**
 * A model version entered a stage.
 *
 * @param at when
 * @param model name of the model
 * @param version its version
 * @param stage the stage that it entered
 * @param build number of the build that said so; 0 when none did
 * @param by who: a step or a user
 * @param reason why, one sentence
 * @param rolledBack the version that this one takes the place of again, and that is rejected by the same event
 */
public record StageChange(
        Instant at, String model, String version, Stage stage, int build, String by, String reason, Optional<String> rolledBack) {

    public StageChange {
        rolledBack = rolledBack == null ? Optional.empty() : rolledBack;
        by = by == null ? "" : by;
        reason = reason == null ? "" : reason;
    }

    public String id() {
        return model + ":" + version;
    }
}
