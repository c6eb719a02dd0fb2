package io.jenkins.plugins.mlcd.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.mlcd.record.BuildLayout;
import io.jenkins.plugins.mlcd.record.EventLog;
import io.jenkins.plugins.mlcd.record.JobLayout;
import io.jenkins.plugins.mlcd.record.Json;
import io.jenkins.plugins.mlcd.record.RecordFile;
import io.jenkins.plugins.mlcd.record.Schema;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;

/** The record of a job and some of its builds as one JSON object, the input of every page. */
public final class JobDocument {

    private JobDocument() {}

    /**
     * Reads the record.
     *
     * @param job the job's name, as shown
     * @param jobDirectory holds {@code mlcd/registry.jsonl} and {@code mlcd/inbox.jsonl}, which may be missing
     * @param builds the builds to show, oldest first
     * @throws IOException when a file is damaged or of a newer version; its message names the file
     */
    public static ObjectNode of(String job, Path jobDirectory, List<BuildFacts> builds) throws IOException {
        ObjectNode document = Json.object().put("schema", "mlcd/report").put("version", 1).put("job", job);
        JobLayout layout = new JobLayout(jobDirectory);
        document.putArray("registry").addAll(EventLog.read(layout.registry(), Schema.REGISTRY));
        document.putArray("inbox").addAll(EventLog.read(layout.inbox(), Schema.INBOX));
        ArrayNode list = document.putArray("builds");
        for (BuildFacts facts : builds) {
            list.add(build(facts));
        }
        return document;
    }

    private static ObjectNode build(BuildFacts facts) throws IOException {
        ObjectNode build = Json.object()
                .put("number", facts.number())
                .put("result", facts.result())
                .put("startedAt", facts.startedAt().toString())
                .put("durationMillis", facts.durationMillis());
        facts.cause().ifPresent(cause -> build.set("cause", cause));
        BuildLayout layout = new BuildLayout(facts.directory());
        ArrayNode studies = build.putArray("studies");
        for (Path log : studyLogs(layout)) {
            studies.add(StudyDocument.of(EventLog.read(log, Schema.STUDY)));
        }
        setIfThere(build, "dataset", layout.dataset(), Schema.DATASET);
        setIfThere(build, "validation", layout.validation(), Schema.VALIDATION);
        setIfThere(build, "lineage", layout.lineage(), Schema.LINEAGE);
        build.set("rollouts", StageDocuments.rollouts(EventLog.read(layout.rollout(), Schema.ROLLOUT)));
        build.set("watches", StageDocuments.watches(EventLog.read(layout.monitor(), Schema.MONITOR)));
        return build;
    }

    private static List<Path> studyLogs(BuildLayout layout) throws IOException {
        if (Files.notExists(layout.directory())) {
            return List.of();
        }
        try (DirectoryStream<Path> logs = Files.newDirectoryStream(layout.directory(), "study-*.jsonl")) {
            return StreamSupport.stream(logs.spliterator(), false).sorted().toList();
        }
    }

    private static void setIfThere(ObjectNode build, String name, Path file, Schema schema) throws IOException {
        RecordFile.read(file, schema).ifPresent(record -> build.set(name, record));
    }
}
