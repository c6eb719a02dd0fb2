package io.jenkins.plugins.mlcd.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.mlcd.record.BuildLayout;
import io.jenkins.plugins.mlcd.record.EventLog;
import io.jenkins.plugins.mlcd.record.JobLayout;
import io.jenkins.plugins.mlcd.record.Json;
import io.jenkins.plugins.mlcd.record.Schema;
import io.jenkins.plugins.mlcd.view.Studies;
import io.jenkins.plugins.mlcd.view.TrialIndex;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

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
        ObjectNode build = facts.json();
        BuildLayout layout = new BuildLayout(facts.directory());
        ArrayNode studies = build.putArray("studies");
        for (String study : TrialIndex.studies(facts.directory())) {
            studies.add(Studies.whole(facts.number(), study, layout.study(study)));
        }
        build.setAll(StageDocuments.of(layout));
        return build;
    }
}
