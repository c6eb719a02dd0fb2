package io.jenkins.plugins.mlcd.view;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** Trials as a CSV file (RFC 4180): a line a trial, a column a value. */
final class TrialCsv {

    private static final List<String> FIRST = List.of("build", "study", "number", "state", "algorithm", "value");
    private static final List<String> LAST = List.of("startedAt", "endedAt", "seed", "worker", "model", "reason");
    private static final List<String> GROUPS = List.of("params", "metrics", "resources");

    private TrialCsv() {}

    static String of(List<TrialRow> rows) {
        return of(FIRST, Sketch.columns(rows), rows.stream().<JsonNode>map(TrialJson::row)::iterator);
    }

    /** Of trials of several jobs, as they were compared. */
    static String ofJobs(ObjectNode comparison) {
        List<String> first = new ArrayList<>(List.of("job"));
        first.addAll(FIRST);
        return of(first, comparison.path("columns"), comparison.path("trials"));
    }

    private static String of(List<String> first, JsonNode columns, Iterable<JsonNode> trials) {
        List<String> head = new ArrayList<>(first);
        for (String group : GROUPS) {
            columns.path(group).forEach(name -> head.add(group + "." + name.asText()));
        }
        head.addAll(LAST);
        StringBuilder csv = new StringBuilder();
        line(csv, head);
        for (JsonNode trial : trials) {
            List<String> cells = new ArrayList<>();
            first.forEach(name -> cells.add(cell(trial.path(name))));
            for (String group : GROUPS) {
                columns.path(group).forEach(name -> cells.add(cell(trial.path(group).path(name.asText()))));
            }
            LAST.forEach(name -> cells.add(cell(trial.path(name))));
            line(csv, cells);
        }
        return csv.toString();
    }

    /** A text that a spreadsheet would take for a formula is marked as text, because trials are not trusted. */
    private static String cell(JsonNode value) {
        String text = value.asText();
        return value.isTextual() && !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    }

    private static void line(StringBuilder csv, List<String> cells) {
        for (int i = 0; i < cells.size(); i++) {
            String cell = cells.get(i);
            boolean quoted = cell.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
            csv.append(i == 0 ? "" : ",").append(quoted ? '"' + cell.replace("\"", "\"\"") + '"' : cell);
        }
        csv.append("\r\n");
    }
}
