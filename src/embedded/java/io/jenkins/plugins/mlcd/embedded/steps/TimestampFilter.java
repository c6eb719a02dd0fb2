package io.jenkins.plugins.mlcd.embedded.steps;

import hudson.console.ConsoleLogFilter;
import hudson.model.Run;
import io.jenkins.plugins.mlcd.embedded.engine.LineStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;

/** Writes the local time of day before each line. */
final class TimestampFilter extends ConsoleLogFilter implements Serializable {

    private static final long serialVersionUID = 1L;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");

    @Override
    public OutputStream decorateLogger(Run build, OutputStream logger) {
        PrintStream out = new PrintStream(logger, true, StandardCharsets.UTF_8);
        return new LineStream(line -> out.println("[" + LocalTime.now().format(TIME) + "] " + line));
    }
}
