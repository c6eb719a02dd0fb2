package io.jenkins.plugins.mlcd.sources;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import java.util.Objects;
import java.util.OptionalLong;

/**
 * What a source held at one time.
 *
 * @param version identity of the content: the same content has the same version, other content another
 * @param samples how many files, objects or rows there are, where that can be said
 * @param memo what makes the next look cheap, in the source's own form
 */
public record Observation(String version, OptionalLong samples, JsonNode memo) {

    private static final int MAX_VERSION = 512;

    public Observation {
        Objects.requireNonNull(samples, "samples");
        memo = memo == null ? NullNode.getInstance() : memo;
        if (version.isBlank() || version.length() > MAX_VERSION) {
            throw new IllegalArgumentException("a version must have 1 to " + MAX_VERSION + " characters, not " + version.length());
        }
    }

    public static Observation of(String version) {
        return new Observation(version, OptionalLong.empty(), NullNode.getInstance());
    }
}
