package io.jenkins.plugins.mlcd.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.mlcd.loop.Inbox;
import io.jenkins.plugins.mlcd.record.BuildLayout;
import io.jenkins.plugins.mlcd.record.EventLog;
import io.jenkins.plugins.mlcd.record.JobLayout;
import io.jenkins.plugins.mlcd.record.Json;
import io.jenkins.plugins.mlcd.record.Schema;
import io.jenkins.plugins.mlcd.view.Studies;
import io.jenkins.plugins.mlcd.view.TrialIndex;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.OptionalInt;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The documents that the pages draw, from the record alone: one object serves Jenkins' pages and those of {@code mlcd ui}. Who may see a
 * job is for its caller to decide. Safe for use by several threads.
 */
public final class Pages {

    private static final Logger LOGGER = Logger.getLogger(Pages.class.getName());
    private static final int TRIALS_IN_MEMORY = 120_000;
    private static final int MOST_WINDOWS = 300;
    private static final int MOST_SPANS = 400;
    private static final int MOST_CAUSES = 400;
    private static final int MOST_VERSIONS = 400;

    private final Studies studies;
    private final Trend trend = new Trend();

    public Pages(InstantSource clock) {
        studies = new Studies(TRIALS_IN_MEMORY, clock);
    }

    /** Queries about trials. */
    public Studies studies() {
        return studies;
    }

    /** A build, but for its trials, which {@link Studies#study} gives: the names of its studies, what its other stages recorded, its models. */
    public ObjectNode run(JobPlace job, BuildFacts facts) throws IOException {
        ObjectNode document = Json.object().put("job", job.name());
        document.setAll(facts.json());
        ArrayNode names = document.putArray("studies");
        TrialIndex.studies(facts.directory()).forEach(names::add);
        document.setAll(StageDocuments.of(new BuildLayout(facts.directory())));
        document.path("watches").forEach(watch -> lastWindows((ObjectNode) watch));
        document.set("models", models(job).ofBuild(facts.number()));
        return document;
    }

    private static void lastWindows(ObjectNode watch) {
        ArrayNode windows = watch.withArray("windows");
        int left = Math.max(0, windows.size() - MOST_WINDOWS);
        if (left > 0) {
            ArrayNode last = Json.mapper().createArrayNode();
            for (int i = left; i < windows.size(); i++) {
                last.add(windows.get(i));
            }
            watch.put("windowsLeftOut", left).set("windows", last);
        }
    }

    /**
     * A job: its models with their times in production, what its gates measured over all builds, what came in, and its last builds.
     *
     * @param builds those to show in its list, the newest first
     */
    public ObjectNode job(JobPlace job, List<BuildFacts> builds) throws IOException {
        ObjectNode document = Json.object().put("job", job.name());
        ModelDocuments models = models(job);
        ArrayNode list = document.putArray("models");
        for (String model : models.models()) {
            ObjectNode summary = models.summary(model);
            summary.set("timeline", models.timeline(model, MOST_SPANS));
            list.add(summary);
        }
        document.set("versions", models.versions(MOST_VERSIONS));
        document.set("trend", trend.of(job.places()));
        document.set("inbox", InboxDocument.of(Inbox.of(job.directory()).events(), MOST_CAUSES));
        ArrayNode last = document.putArray("builds");
        builds.forEach(build -> last.add(build.json()));
        return document;
    }

    /** The models of several jobs, each in short. A job without models adds nothing; one that cannot be read says so. */
    public ObjectNode models(List<JobPlace> jobs) {
        ObjectNode document = Json.object();
        ArrayNode list = document.putArray("models");
        ArrayNode unreadable = document.putArray("unreadable");
        for (JobPlace job : jobs) {
            try {
                ModelDocuments models = models(job);
                for (String model : models.models()) {
                    list.add(models.summary(model).put("job", job.name()).put("url", job.url()));
                }
            } catch (IOException e) {
                LOGGER.log(Level.WARNING, "the models of " + job.name() + " cannot be listed", e);
                unreadable.addObject().put("job", job.name()).put("reason", "its registry cannot be read; the server's log says why");
            }
        }
        return document;
    }

    /** Names and addresses of jobs, for choosing among them. */
    public static ObjectNode jobs(List<JobPlace> jobs) {
        ObjectNode document = Json.object();
        ArrayNode list = document.putArray("jobs");
        jobs.forEach(job -> list.addObject().put("name", job.name()).put("url", job.url()));
        return document;
    }

    /** The build whose model was the last to be promoted to production; a rollback promotes nothing. */
    public OptionalInt lastPromoted(JobPlace job) throws IOException {
        return models(job).lastPromoted();
    }

    /** The versions in production, such as {@code digits:42}, one a model at most. */
    public List<String> inProduction(JobPlace job) throws IOException {
        return models(job).inProduction();
    }

    private static ModelDocuments models(JobPlace job) throws IOException {
        return new ModelDocuments(EventLog.read(new JobLayout(job.directory()).registry(), Schema.REGISTRY));
    }
}
