package io.jenkins.plugins.mlcd.jenkins.notify;

import com.fasterxml.jackson.databind.node.ObjectNode;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.model.listeners.RunListener;
import io.jenkins.plugins.mlcd.loop.Registry;
import io.jenkins.plugins.mlcd.loop.Stage;
import io.jenkins.plugins.mlcd.loop.StageChange;
import io.jenkins.plugins.mlcd.notify.Chart;
import io.jenkins.plugins.mlcd.notify.Notice;
import io.jenkins.plugins.mlcd.notify.Notice.Kind;
import io.jenkins.plugins.mlcd.record.BuildLayout;
import io.jenkins.plugins.mlcd.record.EventLog;
import io.jenkins.plugins.mlcd.record.JobLayout;
import io.jenkins.plugins.mlcd.record.Schema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.model.Jenkins;

/** At the end of a build, makes notices of the versions that it promoted or took back, with the canary's steps as a picture. */
@Extension
public final class BuildNotices extends RunListener<Run<?, ?>> {

    private static final Logger LOGGER = Logger.getLogger(BuildNotices.class.getName());
    private static final String ROLLOUT = "mlCanary";
    private static final int MOST_POINTS = 500;

    @Override
    public void onCompleted(Run<?, ?> run, @NonNull TaskListener listener) {
        Path job = run.getParent().getRootDir().toPath();
        if (Files.notExists(new JobLayout(job).registry())) {
            return;
        }
        try {
            for (StageChange change : Registry.of(job).state().changes()) {
                if (change.build() == run.getNumber()) {
                    notice(run, change).ifPresent(notice -> NoticeDesk.get().tell(run.getParent(), notice));
                }
            }
        } catch (IOException | RuntimeException e) {
            LOGGER.log(Level.WARNING, e, () -> "owners cannot be told what " + run + " promoted");
        }
    }

    private static Optional<Notice> notice(Run<?, ?> run, StageChange change) throws IOException {
        String why = change.reason().isEmpty() ? "" : ": " + change.reason();
        if (change.stage() == Stage.PRODUCTION && change.rolledBack().isPresent()) {
            String taken = change.rolledBack().get();
            return Optional.of(notice(run, Kind.ROLLBACK, change.id() + " is in production again, " + taken + " was taken back" + why));
        }
        if (change.stage() == Stage.PRODUCTION) {
            return Optional.of(notice(run, Kind.PROMOTION, change.id() + " is in production" + why));
        }
        if (change.stage() == Stage.REJECTED && change.by().startsWith(ROLLOUT)) {
            return Optional.of(notice(run, Kind.ROLLBACK, "users stay with the version before " + change.id() + why));
        }
        return Optional.empty();
    }

    private static Notice notice(Run<?, ?> run, Kind kind, String sentence) throws IOException {
        String root = Jenkins.get().getRootUrl();
        return new Notice(kind, run.getParent().getFullName(), Instant.now(), sentence,
                root == null ? Optional.empty() : Optional.of(root + run.getUrl()), staircase(run));
    }

    /** The share of the traffic that the canary had, over time; of the last rollout of the build. */
    private static Optional<Chart> staircase(Run<?, ?> run) throws IOException {
        List<Chart.Point> points = new ArrayList<>();
        String title = "";
        Instant begin = Instant.EPOCH;
        for (ObjectNode event : EventLog.read(new BuildLayout(run.getRootDir().toPath()).rollout(), Schema.ROLLOUT)) {
            Instant at = Instant.parse(event.path("at").asText());
            if (event.path("event").asText().equals("started")) {
                points.clear();
                begin = at;
                title = event.path("model").asText() + " on " + event.path("target").asText();
            } else if (event.path("event").asText().equals("weight") && points.size() < MOST_POINTS) {
                points.add(new Chart.Point(Duration.between(begin, at).toMillis() / 1000.0, event.path("weight").asDouble()));
            }
        }
        return points.isEmpty() ? Optional.empty() : Optional.of(new Chart(title, points, true, "%"));
    }
}
