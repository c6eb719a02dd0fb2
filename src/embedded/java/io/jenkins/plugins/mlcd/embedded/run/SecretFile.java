package io.jenkins.plugins.mlcd.embedded.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Secrets in a file, one a line, any of which is accepted: while senders change from one to another, both stand there. */
record SecretFile(Path path) {

    private static final Logger LOGGER = Logger.getLogger(SecretFile.class.getName());

    /** As the file has them now; none, with a line in the log, when it cannot be read. */
    List<String> secrets() {
        try {
            return Files.readAllLines(path).stream().map(String::strip).filter(line -> !line.isEmpty()).toList();
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, () -> "the secrets in " + path + " cannot be read, so nothing is accepted with them: " + e.getMessage());
            return List.of();
        }
    }
}
