package io.jenkins.plugins.mlcd.lint;

import java.util.Locale;

/**
 * What is wrong with a policy.
 *
 * @param subject the check, rule or query as written
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

    public boolean isError() {
        return severity == Severity.ERROR;
    }

    @Override
    public String toString() {
        return severity.name().toLowerCase(Locale.ROOT) + ": '" + subject + "' " + message;
    }
}
