package io.jenkins.plugins.mlcd.record;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Takes the record of a build over into its job before the build is deleted, so that no trial is forgotten: {@code <job>/mlcd/builds/<n>/mlcd}.
 * Of a study everything is kept but the
 * learning curves, of which the last point stays.
 */
public final class KeptBuild {

    private static final String REPORT = "report.html";

    private KeptBuild() {}

    /** Does nothing when the build has no record, or it was taken over already. Readers see all of it or nothing. */
    public static void keep(JobLayout job, int build, BuildLayout layout) throws IOException {
        Path kept = job.deleted(build).root();
        if (!Files.isDirectory(layout.directory()) || Files.exists(kept)) {
            return;
        }
        Path unfinished = kept.resolveSibling("unfinished-" + build);
        delete(unfinished);
        copy(layout, new BuildLayout(unfinished));
        Files.move(unfinished, kept, StandardCopyOption.ATOMIC_MOVE);
        Json.sync(kept.getParent());
    }

    private static void copy(BuildLayout from, BuildLayout to) throws IOException {
        Files.createDirectories(to.directory());
        try (Stream<Path> files = Files.list(from.directory())) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String name = file.getFileName().toString();
                if (name.startsWith("study-") && name.endsWith(".jsonl")) {
                    withoutCurves(file, to.directory().resolve(name));
                } else if (!name.equals(REPORT) && (name.endsWith(".json") || name.endsWith(".jsonl"))) {
                    Files.copy(file, to.directory().resolve(name));
                }
            }
        }
    }

    private static void withoutCurves(Path from, Path to) throws IOException {
        List<ObjectNode> events = EventLog.read(from, Schema.STUDY);
        Map<Integer, ObjectNode> lastReports = new HashMap<>();
        events.stream().filter(KeptBuild::isReport).forEach(event -> lastReports.put(event.path("trial").asInt(), event));
        try (EventLog log = EventLog.open(to, Schema.STUDY)) {
            long end = log.due();
            for (ObjectNode event : events) {
                if (!isReport(event) || lastReports.get(event.path("trial").asInt()) == event) {
                    end = log.write(event, EventLog.Durability.SYNCED);
                }
            }
            log.sync(end);
        }
    }

    private static boolean isReport(ObjectNode event) {
        return "reported".equals(event.path("event").asText());
    }

    private static void delete(Path directory) throws IOException {
        if (Files.exists(directory)) {
            try (Stream<Path> tree = Files.walk(directory)) {
                for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
    }
}
