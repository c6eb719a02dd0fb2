package io.jenkins.plugins.mlcd.lint;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whether a Prometheus query gives one series, as far as its text tells (prometheus.io/docs/prometheus/latest/querying/operators). */
public final class QueryLint {

    private static final Pattern AGGREGATION = Pattern.compile(
            "^(sum|avg|min|max|count|stddev|stdvar|group|quantile|topk|bottomk|count_values)\\s*(?:(by|without)\\s*\\(([^)]*)\\))?\\s*\\((.*)$",
            Pattern.DOTALL);
    private static final Pattern GROUPED_BEHIND = Pattern.compile("\\)\\s*(by|without)\\s*\\(([^)]*)\\)\\s*$");
    private static final Pattern SINGLE = Pattern.compile("^(scalar|vector|absent|time|pi)\\s*\\(.*|^[-+]?\\d.*", Pattern.DOTALL);
    private static final Pattern QUANTILE = Pattern.compile(
            "^histogram_quantile\\s*\\(\\s*[^,]+,\\s*sum\\s*(by\\s*\\(\\s*le\\s*\\)\\s*\\(.*|\\(.*\\)\\s*by\\s*\\(\\s*le\\s*\\)\\s*\\))$", Pattern.DOTALL);
    private static final Pattern OPERATOR = Pattern.compile("[-+*/%^]|\\b(and|or|unless)\\b");

    private QueryLint() {}

    public static List<Finding> findings(String query) {
        String text = query.strip();
        if (SINGLE.matcher(text).matches() || parts(text).stream().anyMatch(QueryLint::single)) {
            return List.of();
        }
        return List.of(Finding.warning(query, "may return several series, one for each instance or label: put sum(...) or another aggregation"
                + " without 'by' around it"));
    }

    /** One side that is a single series makes an operation of two vectors a single series, unless labels are matched otherwise. */
    private static List<String> parts(String text) {
        List<String> parts = new ArrayList<>();
        int depth = 0;
        int from = 0;
        Matcher operator = OPERATOR.matcher(text);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            depth += "([{".indexOf(c) >= 0 ? 1 : ")]}".indexOf(c) >= 0 ? -1 : 0;
            if (depth == 0 && operator.find(i) && operator.start() == i) {
                parts.add(text.substring(from, i).strip());
                from = operator.end();
            }
        }
        parts.add(text.substring(from).strip());
        return parts;
    }

    private static boolean single(String part) {
        Matcher aggregation = AGGREGATION.matcher(part);
        if (!aggregation.matches()) {
            return QUANTILE.matcher(part).matches();
        }
        boolean several = List.of("topk", "bottomk", "count_values").contains(aggregation.group(1));
        Matcher behind = GROUPED_BEHIND.matcher(part);
        boolean grouped = aggregation.group(2) != null ? many(aggregation.group(2), aggregation.group(3)) : behind.find() && many(behind.group(1), behind.group(2));
        return !several && !grouped;
    }

    private static boolean many(String word, String labels) {
        return word.equals("without") || !labels.isBlank();
    }
}
