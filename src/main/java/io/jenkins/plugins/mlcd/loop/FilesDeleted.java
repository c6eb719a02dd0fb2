package io.jenkins.plugins.mlcd.loop;

import java.time.Instant;

/**
 * The files of a model version were given up; what is recorded about it stays.
 *
 * @param at when that was decided; they are gone soon after
 * @param model name of the model
 * @param version its version
 * @param bytes what they took
 * @param reason the rule and its figures, one sentence
 */
public record FilesDeleted(Instant at, String model, String version, long bytes, String reason) {

    public String id() {
        return model + ":" + version;
    }
}
