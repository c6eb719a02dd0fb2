package io.jenkins.plugins.mlcd.monitor.rules;

import java.io.IOException;
import java.util.Map;

/** Runs the command of a {@link CommandRule} somewhere. */
@FunctionalInterface
public interface CommandRunner {

    /**
     * How a command ended.
     *
     * @param status its exit status
     * @param output what it printed, or the end of it
     */
    record Answer(int status, String output) {}

    /**
     * Runs the command with a file for each text of {@code files}, whose path is in the environment as {@code ML_<NAME>_FILE}.
     *
     * @throws IOException when there is no place to run it, or it takes too long
     */
    Answer run(String command, Map<String, String> files) throws IOException;
}
