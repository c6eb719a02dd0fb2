package io.jenkins.plugins.mlcd.view;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.mlcd.record.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** A study as its charts draw it: everything of a small one, and of a large one a sample that keeps what stands out. */
final class Sketch {

    private final StudyIndex study;
    private final List<TrialRow> rows;
    private final Detail detail;

    Sketch(StudyIndex study, Detail detail) {
        this.study = study;
        this.rows = study.rows();
        this.detail = detail;
    }

    /**
     * How much of a study is drawn.
     *
     * @param trials most trials, at least 4
     * @param curves most learning curves among them
     * @param points most points of a curve, at least 4
     * @param rows whether what only the table shows is in each trial, too
     */
    record Detail(int trials, int curves, int points, boolean rows) {}

    ObjectNode json() {
        ObjectNode json = head();
        List<TrialRow> drawn = sample(detail.trials());
        BitSet curves = withCurves(drawn);
        ArrayNode trials = json.putArray("trials");
        for (int i = 0; i < drawn.size(); i++) {
            TrialRow row = drawn.get(i);
            ObjectNode trial = detail.rows() ? TrialJson.row(row) : TrialJson.drawn(row);
            if (curves.get(i)) {
                trial.set("curve", row.curve.points(study.metric(), detail.points()));
            }
            trials.add(trial);
        }
        json.set("bestSoFar", bestSoFar());
        json.set("importance", Importance.of(rows));
        json.set("columns", columns());
        return json;
    }

    /** Name, definition, counts, best trial, and how the study ended. */
    ObjectNode head() {
        ObjectNode json = Json.object()
                .put("name", study.name())
                .put("build", study.build())
                .put("metric", study.metric())
                .put("direction", study.minimizes() ? "minimize" : "maximize")
                .put("offset", study.revision())
                .put("total", study.size());
        json.set("definition", study.definition());
        ObjectNode counts = json.putObject("counts");
        study.counts().forEach((state, count) -> counts.put(state.word(), count));
        best().ifPresent(row -> json.set("best", TrialJson.row(row)));
        if (study.ended() != null) {
            json.set("ended", study.ended());
        }
        rows.stream().mapToLong(row -> row.startedAt).filter(at -> at > 0).min().ifPresent(at -> json.put("startedAt", Instant.ofEpochMilli(at).toString()));
        return json;
    }

    private Optional<TrialRow> best() {
        return rows.stream().filter(Sketch::counts).reduce((best, row) -> study.beats(row.value, best.value) ? row : best);
    }

    private static boolean counts(TrialRow row) {
        return row.state == TrialState.COMPLETE && Double.isFinite(row.value);
    }

    private Comparator<TrialRow> bestFirst() {
        Comparator<TrialRow> ascending = Comparator.comparingDouble(row -> row.value);
        return study.minimizes() ? ascending : ascending.reversed();
    }

    /** The complete trials in the order of their ends. */
    private List<TrialRow> ended() {
        return rows.stream().filter(row -> counts(row) && row.endedAt > 0).sorted(Comparator.comparingLong(row -> row.endedAt)).toList();
    }

    /** {@code [[seconds, best value, trial], ...]}: the trials that were the best so far. */
    private ArrayNode bestSoFar() {
        ArrayNode steps = Json.mapper().createArrayNode();
        long start = rows.stream().mapToLong(row -> row.startedAt).filter(at -> at > 0).min().orElse(0);
        double best = Double.NaN;
        for (TrialRow row : ended()) {
            if (Double.isNaN(best) || study.beats(row.value, best)) {
                best = row.value;
                ArrayNode step = steps.addArray();
                step.add((row.endedAt - start) / 1e3);
                Numbers.add(step, best);
                step.add(row.number);
            }
        }
        return steps;
    }

    /** Those that run, the best and the worst, those that were best so far, and of the rest every n-th; by number. */
    private List<TrialRow> sample(int most) {
        if (rows.size() <= most) {
            return rows;
        }
        TreeMap<Integer, TrialRow> kept = new TreeMap<>();
        List<TrialRow> ranked = rows.stream().filter(row -> Double.isFinite(row.value)).sorted(bestFirst()).toList();
        ranked.stream().limit(most / 4).forEach(row -> kept.put(row.number, row));
        ranked.stream().skip(Math.max(0, ranked.size() - most / 20)).forEach(row -> kept.put(row.number, row));
        rows.stream().filter(row -> row.state == TrialState.RUNNING).limit(most / 10).forEach(row -> kept.put(row.number, row));
        double best = Double.NaN;
        for (TrialRow row : ended()) {
            if (kept.size() < most && (Double.isNaN(best) || study.beats(row.value, best))) {
                best = row.value;
                kept.put(row.number, row);
            }
        }
        List<TrialRow> rest = rows.stream().filter(row -> !kept.containsKey(row.number)).toList();
        int wanted = Math.min(rest.size(), most - kept.size());
        for (int i = 0; i < wanted; i++) {
            TrialRow row = rest.get((int) ((long) i * rest.size() / wanted));
            kept.put(row.number, row);
        }
        return new ArrayList<>(kept.values());
    }

    /** Which of the drawn trials show their learning curve: those that run, the best, and of the rest every n-th. */
    private BitSet withCurves(List<TrialRow> drawn) {
        List<Integer> candidates = new ArrayList<>();
        for (int i = 0; i < drawn.size(); i++) {
            if (drawn.get(i).curve != null) {
                candidates.add(i);
            }
        }
        BitSet shown = new BitSet();
        if (candidates.size() <= detail.curves()) {
            candidates.forEach(shown::set);
            return shown;
        }
        candidates.stream().filter(i -> drawn.get(i).state == TrialState.RUNNING).limit(detail.curves() / 4).forEach(shown::set);
        candidates.stream()
                .filter(i -> Double.isFinite(drawn.get(i).value))
                .sorted(Comparator.comparing(drawn::get, bestFirst()))
                .limit(detail.curves() / 4)
                .forEach(shown::set);
        int wanted = detail.curves() - shown.cardinality();
        for (int i = 0; i < wanted; i++) {
            shown.set(candidates.get((int) ((long) i * candidates.size() / wanted)));
        }
        return shown;
    }

    private ObjectNode columns() {
        return columns(rows);
    }

    /** Names of the parameters, metrics and resources that any of the trials has. */
    static ObjectNode columns(List<TrialRow> rows) {
        TreeSet<String> params = new TreeSet<>();
        TreeSet<String> metrics = new TreeSet<>();
        TreeSet<String> resources = new TreeSet<>();
        for (TrialRow row : rows) {
            addAll(params, row.params.names());
            addAll(metrics, row.metrics.names());
            addAll(resources, row.resources.names());
        }
        ObjectNode columns = Json.object();
        params.forEach(columns.putArray("params")::add);
        metrics.forEach(columns.putArray("metrics")::add);
        resources.forEach(columns.putArray("resources")::add);
        return columns;
    }

    private static void addAll(TreeSet<String> names, String[] more) {
        for (String name : more) {
            names.add(name);
        }
    }
}
