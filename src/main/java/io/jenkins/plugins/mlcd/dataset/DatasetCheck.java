package io.jenkins.plugins.mlcd.dataset;

import io.jenkins.plugins.mlcd.record.Verdict;

/**
 * What a check found.
 *
 * @param name of the check
 * @param message one sentence
 */
public record DatasetCheck(String name, Verdict verdict, String message) {

    static DatasetCheck of(String name, boolean pass, String message) {
        return new DatasetCheck(name, pass ? Verdict.PASS : Verdict.FAIL, message);
    }
}
