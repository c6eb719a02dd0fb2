package io.jenkins.plugins.mlcd.view;

import io.jenkins.plugins.mlcd.record.BuildLayout;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names one trial of a job, written {@code build.study.number} such as {@code 12.digits.7}.
 *
 * @param build number of the build
 * @param study name of the study
 * @param number of the trial within it, from 0
 */
public record TrialId(int build, String study, int number) {

    private static final Pattern TEXT = Pattern.compile("(\\d{1,9})\\.(.+)\\.(\\d{1,9})");

    public TrialId {
        BuildLayout.requireName("study", study);
    }

    /** @throws IllegalArgumentException naming the value and the form */
    public static TrialId parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("'" + text + "' names no trial; write build.study.number, such as 12.digits.7");
        }
        return new TrialId(Integer.parseInt(matcher.group(1)), matcher.group(2), Integer.parseInt(matcher.group(3)));
    }

    /** Trials separated by commas. */
    public static List<TrialId> parseAll(String text) {
        return Arrays.stream(text.split(",")).map(String::strip).filter(id -> !id.isEmpty()).distinct().map(TrialId::parse).toList();
    }

    @Override
    public String toString() {
        return build + "." + study + "." + number;
    }
}
