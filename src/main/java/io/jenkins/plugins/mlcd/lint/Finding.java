package io.jenkins.plugins.mlcd.lint;

import java.util.Locale;

/**
 * What is wrong with a policy.
 *
 * @param subject the check, rule or query as written; empty when it is the call as a whole
 * @param message one sentence
 */
public record Finding(Severity severity, String subject, String message) {

    /** How wrong it is. */
    public enum Severity {
        /** The policy can never do what it says. */
        ERROR,
        /** It can, but hardly as it is meant. */
        WARNING
    }

    static Finding error(String subject, String message) {
        return new Finding(Severity.ERROR, subject, message);
    }

    static Finding warning(String subject, String message) {
        return new Finding(Severity.WARNING, subject, message);
    }

    /** An error that makes the step refuse the call, in the step's own sentence. */
    public static Finding refused(String sentence) {
        return error("", sentence);
    }

    public boolean isError() {
        return severity == Severity.ERROR;
    }

    /** What is wrong with what, without saying how wrong. */
    public String sentence() {
        return subject.isEmpty() ? message : "'" + subject + "' " + message;
    }

    @Override
    public String toString() {
        return severity.name().toLowerCase(Locale.ROOT) + ": " + sentence();
    }
}
