package io.jenkins.plugins.mlcd.agent.train;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.mlcd.record.Json;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;

/**
 * Reports by the protocol (docs/reference/protocol.md): a JSON object a line, appended to the report file, or printed after the mark
 * {@code [mlcd] } when there is none.
 */
public final class Reporter {

    private static final String MARK = "[mlcd] ";

    private final Optional<Path> file;
    private final PrintWriter console;

    public Reporter(Optional<Path> file, PrintWriter console) {
        this.file = file;
        this.console = console;
    }

    /** Reports the metrics of a step, an epoch or a number of rounds, from 1 up. A metric that is no finite number is reported as text. */
    public void step(int step, Map<String, Double> metrics) throws IOException {
        ObjectNode line = Json.object().put("step", step);
        metrics.forEach((name, value) -> {
            if (Double.isFinite(value)) {
                line.put(name, value);
            } else {
                line.put(name, value.toString());
            }
        });
        write(line);
    }

    /** Reports what the trial used. */
    public void resources(Map<String, Object> resources) throws IOException {
        ObjectNode line = Json.object();
        line.set("resources", Json.mapper().valueToTree(resources));
        write(line);
    }

    /** Prints a line for people. */
    public void say(String text) {
        console.println(text);
        console.flush();
    }

    private void write(ObjectNode line) throws IOException {
        if (file.isEmpty()) {
            say(MARK + Json.line(line));
            return;
        }
        Files.writeString(file.get(), Json.line(line) + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
}
