package io.jenkins.plugins.mlcd.bench;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.mlcd.record.Json;
import io.jenkins.plugins.mlcd.sweep.IntegerRange;
import io.jenkins.plugins.mlcd.sweep.Range;
import io.jenkins.plugins.mlcd.sweep.SearchSpace;
import io.jenkins.plugins.mlcd.sweep.Suggestion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/**
 * Real trials that were recorded: every permutation of some values, and what each came to. A parameter is the place of its
 * value among those of its column, from 0; the regret is how far the trial is from the best one of the table.
 */
final class TrialTable implements Problem {

    private final String name;
    private final Map<String, SearchSpace> algorithms;
    private final Map<List<Long>, Double> regrets;

    /** @param rows the parameters' values and, last, the value to minimise */
    private TrialTable(String name, List<String> columns, List<double[]> rows) {
        double least = rows.stream().mapToDouble(row -> row[columns.size()]).min().orElseThrow();
        Map<String, Range> ranges = new LinkedHashMap<>();
        List<double[]> values = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            int column = i;
            values.add(rows.stream().mapToDouble(row -> row[column]).distinct().sorted().toArray());
            ranges.put(columns.get(i), new IntegerRange(0, values.get(i).length - 1L, 1, false));
        }
        this.name = name;
        this.algorithms = Map.of("", new SearchSpace(ranges));
        this.regrets = new HashMap<>();
        for (double[] row : rows) {
            List<Long> key = new ArrayList<>();
            for (int i = 0; i < columns.size(); i++) {
                key.add((long) Arrays.binarySearch(values.get(i), row[i]));
            }
            regrets.put(key, row[columns.size()] - least);
        }
    }

    /** 288 networks on 8x8 digits: one less the accuracy after the last epoch on the digits held out for choosing. */
    static TrialTable digits() throws IOException {
        return digits("digits-table", "val");
    }

    /** The same networks on other digits. */
    static TrialTable otherDigits() throws IOException {
        return digits("digits-table on new data", "test");
    }

    private static TrialTable digits(String name, String part) throws IOException {
        List<String> columns = List.of("lr", "h", "alpha", "batch");
        List<double[]> rows = new ArrayList<>();
        for (JsonNode curve : Json.mapper().readTree(unpacked("digits-curves.json.gz"))) {
            double[] row = new double[columns.size() + 1];
            for (int i = 0; i < columns.size(); i++) {
                row[i] = curve.path(columns.get(i)).asDouble();
            }
            row[columns.size()] = 1 - curve.path(part).path(curve.path(part).size() - 1).asDouble();
            rows.add(row);
        }
        return new TrialTable(name, columns, rows);
    }

    /** 5,832 configurations of XGBoost, trained on 800 digits of 7x7: their log loss on 1,000 others. */
    static TrialTable xgboost() throws IOException {
        String[] lines = unpacked("xgboost-digits.csv.gz").split("\n");
        List<String> columns = List.of(lines[0].split(","));
        List<double[]> rows = Arrays.stream(lines).skip(1).map(line -> Arrays.stream(line.split(",")).mapToDouble(Double::parseDouble).toArray()).toList();
        return new TrialTable("xgboost-table", columns.subList(0, columns.size() - 1), rows);
    }

    private static String unpacked(String resource) throws IOException {
        try (InputStream packed = TrialTable.class.getResourceAsStream(resource); InputStream in = new GZIPInputStream(packed)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Map<String, SearchSpace> algorithms() {
        return algorithms;
    }

    @Override
    public double regret(Suggestion suggestion) {
        return regrets.get(suggestion.params().values().stream().map(Long.class::cast).toList());
    }

    int size() {
        return regrets.size();
    }

    /** The greatest regret of the best {@code share} of all trials, above 0 and at most 1. */
    double regretOfBest(double share) {
        double[] sorted = regrets.values().stream().mapToDouble(Double::doubleValue).sorted().toArray();
        return sorted[Math.max(0, (int) Math.ceil(share * sorted.length) - 1)];
    }
}
