package io.jenkins.plugins.mlcd.promotion;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.mlcd.loop.ModelVersion;
import io.jenkins.plugins.mlcd.loop.RegistryView;
import io.jenkins.plugins.mlcd.loop.Stage;
import io.jenkins.plugins.mlcd.loop.StageChange;
import io.jenkins.plugins.mlcd.record.JobLayout;
import io.jenkins.plugins.mlcd.record.Json;
import io.jenkins.plugins.mlcd.record.RecordFile;
import io.jenkins.plugins.mlcd.record.Schema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The signed records of a job's promotions and rollbacks, one file each: {@code <job>/mlcd/promotions/<model>/<n>-<version>.json}. Each holds
 * the hash of the one before, so that none can be taken out without notice.
 */
public final class PromotionRecords {

    private PromotionRecords() {}

    /** Who signs; asked only when there is something to sign. */
    public interface KeySource {
        SigningKey key() throws IOException;
    }

    /**
     * Writes the records that are missing: of each change of what is in production that the registry knows. Again, after a crash: goes on.
     *
     * @return the files that were written now
     */
    public static List<Path> complete(Path jobDirectory, String job, KeySource keys) throws IOException {
        synchronized (PromotionRecords.class) {
            List<Path> written = new ArrayList<>();
            RegistryView view = RegistryView.of(jobDirectory);
            for (String model : view.state().models()) {
                List<StageChange> changes = view.state().history(model).stream().filter(change -> change.stage() == Stage.PRODUCTION).toList();
                Optional<Path> before = Optional.empty();
                for (int i = 0; i < changes.size(); i++) {
                    Path file = new JobLayout(jobDirectory).promotion(model, (i + 1) + "-" + changes.get(i).version());
                    if (Files.notExists(file)) {
                        Optional<StageChange> former = i == 0 ? Optional.empty() : Optional.of(changes.get(i - 1));
                        ObjectNode record = record(view, job, changes.get(i), former, before);
                        Json.write(file, SignedRecord.sign(record, keys.key()));
                        written.add(file);
                    }
                    before = Optional.of(file);
                }
            }
            return written;
        }
    }

    /**
     * What is wrong with the records in {@code directory}, one sentence each that names the file: what was changed in it, who signed it, and
     * whether one before it is missing.
     */
    public static List<String> problems(Path directory, Optional<PublicKey> trusted) throws IOException {
        List<String> problems = new ArrayList<>();
        Optional<String> before = Optional.empty();
        for (Path file : inOrder(directory)) {
            ObjectNode record = RecordFile.read(file, Schema.PROMOTION).orElseThrow();
            SignedRecord.verify(record, trusted).problems().forEach(problem -> problems.add(file.getFileName() + ": " + problem));
            String previous = record.path("previous").asText();
            if (!previous.equals(before.orElse(""))) {
                problems.add(file.getFileName() + ": the record before it was " + (before.isEmpty() ? "taken away" : "changed, taken away or added"));
            }
            before = Optional.of(CanonicalJson.sha256(Files.readAllBytes(file)));
        }
        return problems;
    }

    private static List<Path> inOrder(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.getFileName().toString().matches("\\d{1,9}-.*\\.json"))
                    .sorted(Comparator.comparingInt(file -> Integer.parseInt(file.getFileName().toString().split("-")[0])))
                    .toList();
        }
    }

    private static ObjectNode record(RegistryView view, String job, StageChange change, Optional<StageChange> former, Optional<Path> before) throws IOException {
        ModelVersion version = view.state().find(change.id()).orElseThrow();
        ObjectNode known = view.version(version);
        ObjectNode record = RecordFile.object(Schema.PROMOTION).put("model", version.id()).put("job", job);
        ObjectNode promotion = record.putObject("promotion");
        promotion.put("at", change.at().toString()).put("build", change.build()).put("by", change.by()).put("reason", change.reason());
        former.ifPresent(last -> promotion.put("inPlaceOf", last.id()));
        change.rolledBack().ifPresent(rejected -> promotion.put("rolledBack", version.model() + ":" + rejected));
        record.putObject("files").put("artifacts", version.artifacts()).put("bytes", version.bytes()).put("sha256", version.sha256());
        if (known.has("history")) {
            record.putArray("history");
            known.get("history").forEach(entry -> {
                if (!Instant.parse(entry.path("at").asText()).isAfter(change.at())) {
                    record.withArray("history").add(entry);
                }
            });
        }
        if (known.has("lineage")) {
            record.set("lineage", known.get("lineage"));
        }
        if (before.isPresent()) {
            record.put("previous", CanonicalJson.sha256(Files.readAllBytes(before.get())));
        }
        return record;
    }
}
