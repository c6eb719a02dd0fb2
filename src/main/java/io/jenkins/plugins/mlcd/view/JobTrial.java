package io.jenkins.plugins.mlcd.view;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * A trial of any job: {@code team%2Fdigits:12.digits.7}, with the job's name encoded as in a URL.
 *
 * @param job its full name
 */
public record JobTrial(String job, TrialId trial) {

    /** @throws IllegalArgumentException naming the value and the form */
    static JobTrial parse(String text) {
        int colon = text.lastIndexOf(':');
        if (colon < 1) {
            throw new IllegalArgumentException("'" + text + "' names no trial of a job; write job:build.study.number, such as team%2Fdigits:12.digits.7");
        }
        return new JobTrial(URLDecoder.decode(text.substring(0, colon).replace("+", "%2B"), StandardCharsets.UTF_8), TrialId.parse(text.substring(colon + 1)));
    }

    /** Trials separated by commas. */
    public static List<JobTrial> parseAll(String text) {
        return Arrays.stream(text.split(",")).map(String::strip).filter(id -> !id.isEmpty()).distinct().map(JobTrial::parse).toList();
    }

    @Override
    public String toString() {
        return URLEncoder.encode(job, StandardCharsets.UTF_8).replace("+", "%20") + ":" + trial;
    }
}
