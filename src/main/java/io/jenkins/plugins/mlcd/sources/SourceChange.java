package io.jenkins.plugins.mlcd.sources;

import java.util.OptionalLong;

/**
 * Content that was not there at the last look.
 *
 * @param source what was looked at, as people write it
 * @param key identity of this change: the same after a crash, another when the same content comes back later
 * @param version of what is there now
 * @param before version of what was there
 * @param samples how many there are now, where that can be said
 * @param newSamples how many more there are than before, at least 0, where that can be said
 */
public record SourceChange(String source, String key, String version, String before, OptionalLong samples, OptionalLong newSamples) {

    /** One sentence for people. */
    public String summary() {
        String count = newSamples.isPresent() && newSamples.getAsLong() > 0 ? " (" + newSamples.getAsLong() + " more than before)" : "";
        return source + " has new content, " + shortened(version) + count;
    }

    private static String shortened(String version) {
        return version.length() <= 19 ? version : version.substring(0, 19);
    }
}
