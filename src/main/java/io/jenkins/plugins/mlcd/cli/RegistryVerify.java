package io.jenkins.plugins.mlcd.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.mlcd.promotion.PromotionRecords;
import io.jenkins.plugins.mlcd.promotion.PublicKeys;
import io.jenkins.plugins.mlcd.promotion.SignedRecord;
import io.jenkins.plugins.mlcd.record.RecordFile;
import io.jenkins.plugins.mlcd.record.Schema;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code mlcd registry verify FILE}: whether the record of a promotion is as it was signed. Exit status: 0 it is, 1 it was changed, 2 called wrongly. */
@Command(name = "verify", mixinStandardHelpOptions = true, description = "Checks the signed record of a promotion and says what was changed in it.")
final class RegistryVerify implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "A record, or the directory <job>/mlcd/promotions/<model>, where also missing ones are found.")
    private Path file;

    @Option(names = "--key", paramLabel = "FILE", description = "The public key (PEM) that must have signed; without it, the record's own.")
    private Optional<Path> key = Optional.empty();

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        Optional<PublicKey> trusted = trusted();
        List<String> problems;
        String by = trusted.map(PublicKeys::fingerprint).orElse("");
        if (Files.isDirectory(file)) {
            problems = PromotionRecords.problems(file, trusted);
        } else {
            ObjectNode record = RecordFile.read(file, Schema.PROMOTION).orElseThrow(() -> new NoSuchFileException(file.toString()));
            SignedRecord.Finding finding = SignedRecord.verify(record, trusted);
            problems = finding.problems();
            by = finding.key();
        }
        problems.forEach(problem -> out.println(TextTable.plain(problem)));
        if (problems.isEmpty()) {
            out.println("as it was signed" + (by.isEmpty() ? "" : ", by key " + by));
        }
        if (trusted.isEmpty()) {
            out.println("checked by the key that the record carries: with --key it is also known who signed");
        }
        out.flush();
        return problems.isEmpty() ? 0 : 1;
    }

    private Optional<PublicKey> trusted() throws IOException {
        if (key.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(PublicKeys.parse(Files.readString(key.get())));
        } catch (IllegalArgumentException e) {
            throw new UsageException("--key " + key.get() + ": " + e.getMessage());
        }
    }
}
