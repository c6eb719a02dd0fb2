package io.jenkins.plugins.mlcd.jenkins.models;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Util;
import io.jenkins.plugins.mlcd.loop.Retention;
import io.jenkins.plugins.mlcd.record.Durations;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** A retention policy as people write it: a duration or nothing, and numbers of which 0 is no limit. */
final class RetentionSettings {

    private RetentionSettings() {}

    /** @throws IllegalArgumentException naming the value and the rule */
    static Retention policy(@CheckForNull String age, int count, long bytes) {
        String text = Util.fixEmptyAndTrim(age);
        Optional<Duration> limit = text == null ? Optional.empty() : Optional.of(Durations.parse("age", text));
        return new Retention(limit, count == 0 ? OptionalInt.empty() : OptionalInt.of(count), bytes == 0 ? OptionalLong.empty() : OptionalLong.of(bytes));
    }
}
