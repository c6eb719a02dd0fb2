package io.jenkins.plugins.mlcd.jenkins.steps.sweep;

import hudson.console.ConsoleLogFilter;
import hudson.model.Run;
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
 * Picks the reports out of a trial's console that are printed after the mark {@code [mlcd] }. The output passes unchanged.
 * Jenkins may run this filter where the command runs: away from the controller, reports are appended to a file of the
 * trial, which its worker follows as it does the report file.
 */
public final class TrialConsole extends ConsoleLogFilter implements Serializable {

    private static final long serialVersionUID = 1L;

    /** Where an agent's filter leaves what it found, in the trial's directory. */
    static final String FILE = "console.jsonl";

    /** After a console note or a time that other filters put before the line. */
    private static final Pattern MARKED = Pattern.compile(
            "^(?:\u001B\\[8mha:[^\u001B]{0,4000}\u001B\\[0m)*(?:\\[?[0-9][0-9T:.,Z+ -]{4,34}\\]? ?)?\\[mlcd\\] (\\{.*)$", Pattern.DOTALL);

    private static final Map<String, Consumer<String>> LISTENERS = new ConcurrentHashMap<>();

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

    /** From now on, reports that this JVM's filters of a trial find go to {@code listener}. */
    static void listen(String key, Consumer<String> listener) {
        LISTENERS.put(key, listener);
    }

    static void forget(String key) {
        LISTENERS.remove(key);
    }

    @Override
    @SuppressWarnings("rawtypes")
    public OutputStream decorateLogger(Run build, OutputStream logger) {
        return new MarkedLines(logger, this::found);
    }

    private void found(String report) {
        Consumer<String> listener = LISTENERS.get(key);
        if (listener != null) {
            listener.accept(report);
            return;
        }
        Path place = Path.of(directory);
        try {
            if (Files.isDirectory(place)) {
                Files.writeString(place.resolve(FILE), report + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            }
        } catch (IOException e) {
            // The console must go on; what was not reported is missed by the study, which says so.
        }
    }

    /** Passes bytes on and looks at each line's beginning, at most as long as a report may be. */
    private static final class MarkedLines extends FilterOutputStream {

        private static final int LONGEST = ReportParser.MAX_LINE + 5000;

        private final Consumer<String> reports;
        private final ByteArrayOutputStream line = new ByteArrayOutputStream();

        MarkedLines(OutputStream out, Consumer<String> reports) {
            super(out);
            this.reports = reports;
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
            report(line.toString(StandardCharsets.UTF_8)).ifPresent(reports);
            line.reset();
        }

        @Override
        public synchronized void close() throws IOException {
            endLine();
            super.close();
        }
    }
}
