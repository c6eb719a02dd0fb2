package io.jenkins.plugins.mlcd.sweep;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** How a study ended. */
public enum EndState {
    /** Every trial that it should try has been tried. */
    @JsonProperty("completed")
    COMPLETED,
    /** A trial reached the goal. */
    @JsonProperty("goal")
    GOAL,
    /** Too many trials failed, or none succeeded. */
    @JsonProperty("failed")
    FAILED,
    /** Its time was over. */
    @JsonProperty("timeout")
    TIMEOUT,
    /** The build was aborted; a study that is opened again after that goes on. */
    @JsonProperty("aborted")
    ABORTED;

    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
