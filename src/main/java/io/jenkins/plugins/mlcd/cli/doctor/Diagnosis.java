package io.jenkins.plugins.mlcd.cli.doctor;

import java.util.Objects;

/**
 * One line of the doctor.
 *
 * @param what was examined, such as {@code Java} or {@code cluster ml}
 * @param level how it is
 * @param seen in one sentence
 * @param advice what to do, one sentence; empty exactly when it is {@link Level#OK}
 */
public record Diagnosis(String what, Level level, String seen, String advice) {

    /** OK needs nothing; WARN works, but not well or not everything; FAIL does not work. */
    public enum Level { OK, WARN, FAIL }

    public Diagnosis {
        Objects.requireNonNull(level, "level");
        if (advice.isEmpty() != (level == Level.OK)) {
            throw new IllegalArgumentException("'" + what + "' is " + level + ", but its advice is '" + advice + "'");
        }
    }

    public static Diagnosis ok(String what, String seen) {
        return new Diagnosis(what, Level.OK, seen, "");
    }

    public static Diagnosis warn(String what, String seen, String advice) {
        return new Diagnosis(what, Level.WARN, seen, advice);
    }

    public static Diagnosis fail(String what, String seen, String advice) {
        return new Diagnosis(what, Level.FAIL, seen, advice);
    }
}
