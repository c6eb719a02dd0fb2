package io.jenkins.plugins.mlcd.cli.doctor;

import java.util.List;

/** Looks at one thing. What is wrong with it is a diagnosis, never an exception; only a stop is one. */
@FunctionalInterface
public interface Examination {

    List<Diagnosis> examine() throws InterruptedException;

    /** The words of an error, for a diagnosis. */
    static String words(Throwable error) {
        if (error instanceof java.net.ConnectException && error.getMessage() == null) {
            return "nobody listens there";
        }
        String message = error.getMessage() == null ? error.getClass().getSimpleName() : error.getMessage();
        return message.strip().replaceAll("\\s*\\R\\s*", " ");
    }
}
