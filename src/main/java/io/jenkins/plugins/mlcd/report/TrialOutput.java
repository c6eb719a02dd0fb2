package io.jenkins.plugins.mlcd.report;

import io.jenkins.plugins.mlcd.record.BuildLayout;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a trial printed, in a file of its own beside the record, so that nobody has to look for it in a console that several trials write
 * at the same time. The first {@value #MOST_BYTES} bytes of it; the console has the whole.
 */
public final class TrialOutput {

    public static final int MOST_BYTES = 1 << 18;

    static final String CUT = "(the rest is in the build's console)";

    /** Marks that Jenkins hides in a console: links and the like. */
    private static final Pattern NOTE = Pattern.compile("\u001B\\[8mha:[^\u001B]{0,4000}\u001B\\[0m");

    private TrialOutput() {}

    /** Appends a line, without its line break; none any more when there is enough. For one thread a file. */
    public static void append(Path file, String line) throws IOException {
        long before = Files.exists(file) ? Files.size(file) : 0;
        if (before >= MOST_BYTES) {
            return;
        }
        if (before == 0) {
            Files.createDirectories(file.toAbsolutePath().getParent());
        }
        String text = NOTE.matcher(line).replaceAll("").stripTrailing() + "\n";
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        boolean last = before + bytes.length >= MOST_BYTES;
        Files.write(file, last ? (text + CUT + "\n").getBytes(StandardCharsets.UTF_8) : bytes, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    /** All that is kept; empty when the trial printed nothing, or its output was not kept by itself. */
    public static Optional<String> read(Path buildDirectory, String study, int trial) throws IOException {
        Path file = new BuildLayout(buildDirectory).trialOutput(study, trial);
        return Files.exists(file) ? Optional.of(new String(Files.readAllBytes(file), StandardCharsets.UTF_8)) : Optional.empty();
    }
}
