package io.jenkins.plugins.mlcd.export;

import io.jenkins.plugins.mlcd.sweep.Trial;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Trials as CSV (RFC 4180), a row each, with a column for every parameter, metric and figure that any of them has. Text that a spreadsheet
 * would take for a formula gets an apostrophe in front.
 */
public final class TrialsCsv {

    private static final List<String> FIXED =
            List.of("job", "build", "study", "trial", "state", "algorithm", "value", "started_at", "ended_at", "seconds", "attempt", "seed", "model", "reason");

    private TrialsCsv() {}

    public static void write(List<StudyRecord> studies, Appendable out) throws IOException {
        List<Map<String, Object>> rows = new ArrayList<>();
        Set<String> more = new TreeSet<>();
        for (StudyRecord study : studies) {
            for (Trial trial : study.trials()) {
                Map<String, Object> row = row(study, trial);
                more.addAll(row.keySet());
                rows.add(row);
            }
        }
        FIXED.forEach(more::remove);
        List<String> columns = new ArrayList<>(FIXED);
        columns.addAll(more);
        line(columns, out);
        for (Map<String, Object> row : rows) {
            line(columns.stream().map(column -> row.getOrDefault(column, "")).toList(), out);
        }
    }

    private static Map<String, Object> row(StudyRecord study, Trial trial) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("job", study.job());
        row.put("build", study.build());
        row.put("study", study.study());
        row.put("trial", trial.number());
        row.put("state", trial.state().name().toLowerCase(Locale.ROOT));
        row.put("algorithm", trial.algorithm());
        trial.value().ifPresent(value -> row.put("value", value));
        row.put("started_at", trial.startedAt());
        trial.endedAt().ifPresent(end -> row.put("ended_at", end));
        trial.duration().ifPresent(duration -> row.put("seconds", duration.toMillis() / 1000.0));
        row.put("attempt", trial.attempt());
        row.put("seed", trial.seed());
        trial.model().ifPresent(model -> row.put("model", model));
        row.put("reason", trial.reason());
        trial.params().forEach((name, value) -> row.put("params." + name, value));
        trial.metrics().forEach((name, value) -> row.put("metrics." + name, value));
        study.resources().getOrDefault(trial.number(), Map.of()).forEach((name, value) -> row.put("resources." + name, value));
        return row;
    }

    private static void line(List<?> cells, Appendable out) throws IOException {
        for (int i = 0; i < cells.size(); i++) {
            out.append(i == 0 ? "" : ",").append(cell(cells.get(i)));
        }
        out.append("\r\n");
    }

    private static String cell(Object value) {
        String text = String.valueOf(value);
        if (!(value instanceof Number) && !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0) {
            text = "'" + text;
        }
        return text.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r') ? '"' + text.replace("\"", "\"\"") + '"' : text;
    }
}
