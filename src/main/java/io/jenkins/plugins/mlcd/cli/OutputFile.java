package io.jenkins.plugins.mlcd.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** Where an export goes: to standard output, or into a file that is replaced as a whole, so that whoever reads it meanwhile sees the former one. */
final class OutputFile {

    @Option(names = "--output", paramLabel = "FILE", description = "Replace this file as a whole; default: standard output.")
    private Optional<Path> output = Optional.empty();

    /** Writes what is exported. */
    interface Export {
        void to(Writer writer) throws IOException;
    }

    void write(CommandSpec spec, Export export) throws IOException {
        if (output.isEmpty()) {
            PrintWriter out = spec.commandLine().getOut();
            export.to(out);
            out.flush();
            return;
        }
        Path temporary = output.get().resolveSibling(output.get().getFileName() + ".tmp");
        try (Writer file = Files.newBufferedWriter(temporary)) {
            export.to(file);
        }
        Files.move(temporary, output.get(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
