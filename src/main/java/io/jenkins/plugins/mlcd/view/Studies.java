package io.jenkins.plugins.mlcd.view;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.mlcd.record.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Answers what pages ask about the studies of jobs. {@code builds} are the directories in which a job's builds lie, each by its number;
 * of the same number in two of them the first counts. It keeps what it read, and forgets the jobs that were not asked about for longest
 * when it holds too many trials. Safe for use by several threads.
 */
public final class Studies {

    /** What a page gets of a study at first: less than a megabyte. */
    private static final Sketch.Detail PAGE = new Sketch.Detail(900, 120, 60, false);
    /** What a report holds of a study, which no server answers for later. */
    private static final Sketch.Detail REPORT = new Sketch.Detail(2_000, 300, 120, true);
    private static final int MOST_CHANGED = 300;
    private static final int MOST_COMPARED = 200;

    private static final Logger LOGGER = Logger.getLogger(Studies.class.getName());
    private static final int MOST_EXPECTED = 8;

    /** One at a time; what does not fit is read when it is asked for. */
    private final Executor ahead = ahead();
    private final int mostTrials;
    private final InstantSource clock;
    private final Map<List<Path>, TrialIndex> jobs = new LinkedHashMap<>(16, 0.75f, true);

    /** @param mostTrials how many trials are kept in memory, about; a kilobyte each */
    public Studies(int mostTrials, InstantSource clock) {
        this.mostTrials = mostTrials;
        this.clock = clock;
    }

    private static Executor ahead() {
        ThreadPoolExecutor reader = new ThreadPoolExecutor(1, 1, 1, TimeUnit.SECONDS, new ArrayBlockingQueue<>(MOST_EXPECTED), work -> {
            Thread thread = new Thread(work, "mlcd: reading studies ahead");
            thread.setDaemon(true);
            return thread;
        }, new ThreadPoolExecutor.DiscardPolicy());
        reader.allowCoreThreadTimeOut(true);
        return reader;
    }

    private synchronized TrialIndex job(List<Path> builds) {
        TrialIndex wanted = jobs.computeIfAbsent(builds, places -> new TrialIndex(places, clock));
        if (jobs.size() > 1) {
            int held = jobs.values().stream().mapToInt(TrialIndex::size).sum();
            for (Iterator<TrialIndex> oldest = jobs.values().iterator(); held > mostTrials && oldest.hasNext();) {
                TrialIndex index = oldest.next();
                if (index != wanted) {
                    held -= index.size();
                    oldest.remove();
                }
            }
        }
        return wanted;
    }

    /**
     * Begins to read the studies of a build, because a page that will ask for them was asked for: the browser has its scripts to read
     * meanwhile. Returns at once.
     */
    public void expect(List<Path> builds, int build) {
        ahead.execute(() -> {
            try {
                for (Path place : builds) {
                    for (String name : TrialIndex.studies(place.resolve(Integer.toString(build)))) {
                        job(builds).ofStudy(build, name, studies -> null);
                    }
                }
            } catch (IOException | RuntimeException e) {
                LOGGER.log(Level.FINE, e, () -> "the studies of build " + build + " cannot be read ahead; who asks for them is told why");
            }
        });
    }

    /** A study as its charts draw it; empty when the build has no such study. */
    public Optional<ObjectNode> study(List<Path> builds, int build, String name) throws IOException {
        return job(builds).ofStudy(build, name, studies -> studies.stream().map(study -> new Sketch(study, PAGE).json()).findFirst());
    }

    /** A study for a page that no server stands behind. */
    public static ObjectNode whole(int build, String name, Path log) throws IOException {
        StudyIndex study = new StudyIndex(build, name, log, new Dictionary());
        study.refresh();
        return TrialIndex.ask(studies -> new Sketch(study, REPORT).json(), List.of(study));
    }

    /**
     * What changed in a study since its page saw {@code offset} as the study's: its head, and the trials that changed, at most 300 of
     * them, the newest, each with its curve. {@code more} says that some were left out and the page should ask for the study anew.
     */
    public Optional<ObjectNode> changes(List<Path> builds, int build, String name, int offset) throws IOException {
        return job(builds).ofStudy(build, name, studies -> studies.stream().map(study -> changes(study, offset)).findFirst());
    }

    private static ObjectNode changes(StudyIndex study, int offset) {
        if (study.revision() == offset) {
            return Json.object().put("offset", offset);
        }
        ObjectNode json = new Sketch(study, PAGE).head();
        List<TrialRow> changed = study.rows().stream().filter(row -> row.revision > offset).toList();
        json.put("more", changed.size() > MOST_CHANGED || study.revision() < offset);
        ArrayNode trials = json.putArray("trials");
        changed.stream().skip(Math.max(0, changed.size() - MOST_CHANGED)).forEach(row -> {
            ObjectNode trial = TrialJson.drawn(row);
            if (row.curve != null) {
                trial.set("curve", row.curve.points(study.metric(), PAGE.points()));
            }
            trials.add(trial);
        });
        return json;
    }

    /** A page of the trials of one study. */
    public ObjectNode trials(List<Path> builds, int build, String study, TrialQuery query) throws IOException {
        return job(builds).ofStudy(build, study, studies -> page(studies, query));
    }

    /** A page of all trials of a job. */
    public ObjectNode trials(List<Path> builds, TrialQuery query) throws IOException {
        return job(builds).ofAll(studies -> page(studies, query));
    }

    private static ObjectNode page(List<StudyIndex> studies, TrialQuery query) {
        List<TrialRow> all = rows(studies);
        TrialQuery.Page page = query.of(all);
        ObjectNode json = Json.object().put("of", all.size()).put("total", page.total()).put("offset", query.offset());
        ArrayNode rows = json.putArray("rows");
        page.rows().forEach(row -> rows.add(TrialJson.row(row)));
        if (studies.size() != 1) {
            json.set("columns", Sketch.columns(page.rows()));
        }
        return json;
    }

    private static List<TrialRow> rows(List<StudyIndex> studies) {
        List<TrialRow> all = new ArrayList<>();
        studies.forEach(study -> all.addAll(study.rows()));
        return all;
    }

    /** All trials of a study that the query keeps, in its order, whatever its page, as CSV. */
    public String csv(List<Path> builds, int build, String study, TrialQuery query) throws IOException {
        return job(builds).ofStudy(build, study, studies -> TrialCsv.of(List.of(query.kept(rows(studies)))));
    }

    /** As {@link #csv(Path, int, String, TrialQuery)}, of all trials of a job. */
    public String csv(List<Path> builds, TrialQuery query) throws IOException {
        return job(builds).ofAll(studies -> TrialCsv.of(List.of(query.kept(rows(studies)))));
    }

    /** Trials side by side, in the order in which they were named; at most 200. */
    public ObjectNode comparison(List<Path> builds, List<TrialId> trials) throws IOException {
        List<TrialId> wanted = requireFew(trials);
        return asked(builds, wanted, rows -> Comparison.of(rows, wanted));
    }

    public String comparisonCsv(List<Path> builds, List<TrialId> trials) throws IOException {
        return asked(builds, requireFew(trials), TrialCsv::of);
    }

    /**
     * Trials of several jobs side by side, in the order in which they were named; at most 200.
     *
     * @param jobs where the builds of a job lie, by its name; nothing when there is no such job that may be shown
     */
    public ObjectNode comparison(List<JobTrial> trials, Function<String, Optional<List<Path>>> jobs) throws IOException {
        return JobsComparison.of(this, requireFew(trials), jobs);
    }

    public String comparisonCsv(List<JobTrial> trials, Function<String, Optional<List<Path>>> jobs) throws IOException {
        return TrialCsv.ofJobs(comparison(trials, jobs));
    }

    private static <T> List<T> requireFew(List<T> trials) {
        if (trials.size() > MOST_COMPARED) {
            throw new IllegalArgumentException("at most " + MOST_COMPARED + " trials can be compared, not " + trials.size());
        }
        return trials;
    }

    private <T> T asked(List<Path> builds, List<TrialId> trials, Function<List<TrialRow>, T> answer) throws IOException {
        return job(builds).ofTrials(trials, studies -> {
            Map<TrialId, TrialRow> rows = new HashMap<>();
            rows(studies).forEach(row -> rows.put(new TrialId(row.study.build(), row.study.name(), row.number), row));
            return answer.apply(trials.stream().map(rows::get).filter(Objects::nonNull).toList());
        });
    }
}
