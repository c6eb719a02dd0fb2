package io.jenkins.plugins.mlcd.jenkins.steps.sweep;

import hudson.console.ConsoleLogFilter;
import hudson.model.Run;
import io.jenkins.plugins.mlcd.report.TrialOutput;
import io.jenkins.plugins.mlcd.sweep.ReportParser;
import java.io.ByteArrayOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Picks the reports out of a trial's console that are printed after the mark {@code [mlcd] }, and gives its lines to who keeps them. The
 * output passes unchanged. Jenkins may run this filter where the command runs: away from the controller, reports and lines are appended to
 * files of the trial, which its worker follows as it does the report file.
 */
public final class TrialConsole extends ConsoleLogFilter implements Serializable {

    private static final long serialVersionUID = 1L;

    /** Where an agent's filter leaves what it found, in the trial's directory. */
    static final String FILE = "console.jsonl";

    /** Where it leaves the lines. */
    static final String OUTPUT = "console.txt";

    /** After a console note or a time that other filters put before the line. */
    private static final Pattern MARKED = Pattern.compile(
            "^(?:\u001B\\[8mha:[^\u001B]{0,4000}\u001B\\[0m)*(?:\\[?[0-9][0-9T:.,Z+ -]{4,34}\\]? ?)?\\[mlcd\\] (\\{.*)$", Pattern.DOTALL);

    private record Listener(Consumer<String> reports, Consumer<String> output) {}

    private static final Map<String, Listener> LISTENERS = new ConcurrentHashMap<>();

    private final String key;
    private final String directory;

    TrialConsole(String key, String directory) {
        this.key = key;
        this.directory = directory;
    }

    /** The report that a line of a console or log is; empty when it is none. */
    public static Optional<String> report(String line) {
        Matcher marked = MARKED.matcher(line.stripTrailing());
        return marked.matches() ? Optional.of(marked.group(1)) : Optional.empty();
    }

    /** From now on, what this JVM's filters of a trial find goes to these: reports, and all lines. */
    static void listen(String key, Consumer<String> reports, Consumer<String> output) {
        LISTENERS.put(key, new Listener(reports, output));
    }

    static void forget(String key) {
        LISTENERS.remove(key);
    }

    @Override
    @SuppressWarnings("rawtypes")
    public OutputStream decorateLogger(Run build, OutputStream logger) {
        return new MarkedLines(logger, this::found);
    }

    private void found(String line) {
        Optional<String> report = report(line);
        Listener listener = LISTENERS.get(key);
        if (listener != null) {
            listener.output.accept(line);
            report.ifPresent(listener.reports);
            return;
        }
        Path place = Path.of(directory);
        try {
            if (Files.isDirectory(place)) {
                TrialOutput.append(place.resolve(OUTPUT), line);
                if (report.isPresent()) {
                    Files.writeString(place.resolve(FILE), report.get() + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
                }
            }
        } catch (IOException e) {
            // The console must go on; what was not reported is missed by the study, which says so.
        }
    }

    /** Passes bytes on and looks at each line's beginning, at most as long as a report may be. */
    private static final class MarkedLines extends FilterOutputStream {

        private static final int LONGEST = ReportParser.MAX_LINE + 5000;

        private final Consumer<String> lines;
        private final ByteArrayOutputStream line = new ByteArrayOutputStream();

        MarkedLines(OutputStream out, Consumer<String> lines) {
            super(out);
            this.lines = lines;
        }

        @Override
        public synchronized void write(int b) throws IOException {
            out.write(b);
            look(b);
        }

        @Override
        public synchronized void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
            for (int i = offset; i < offset + length; i++) {
                look(bytes[i]);
            }
        }

        private void look(int b) {
            if (b == '\n') {
                endLine();
            } else if (line.size() < LONGEST) {
                line.write(b);
            }
        }

        private void endLine() {
            lines.accept(line.toString(StandardCharsets.UTF_8));
            line.reset();
        }

        @Override
        public synchronized void close() throws IOException {
            if (line.size() > 0) {
                endLine();
            }
            super.close();
        }
    }
}
