package io.jenkins.plugins.mlcd.prometheus;

import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A PromQL query with placeholders such as <code>{{version}}</code> in the values of its label matchers. What is filled in is
 * escaped, so that no name can change the query: as text after {@code =} and {@code !=}, and as a regular expression, too, after
 * {@code =~} and {@code !~} (prometheus.io/docs/prometheus/latest/querying/basics).
 */
public final class QueryTemplate {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{\\s*([A-Za-z][A-Za-z0-9_]*)\\s*}}");
    private static final Pattern REGEX_SIGNS = Pattern.compile("[\\\\.+*?()|\\[\\]{}^$]");

    private final String text;

    /** @throws IllegalArgumentException when a placeholder stands where nothing can be filled in safely */
    public QueryTemplate(String text) {
        if (text == null || text.isBlank()) {
            throw new IllegalArgumentException("a query must not be empty");
        }
        this.text = text;
        walk(name -> "");
    }

    public String text() {
        return text;
    }

    /** @throws IllegalArgumentException when the query has a placeholder that {@code values} lack */
    public String fill(Map<String, String> values) {
        return walk(name -> {
            String value = values.get(name);
            if (value == null) {
                throw new IllegalArgumentException("the query '" + text + "' has the placeholder {{" + name + "}}; known are " + new TreeSet<>(values.keySet()));
            }
            return value;
        });
    }

    private interface Values {
        String of(String name);
    }

    /** The text with each placeholder replaced; strings are read as Prometheus reads them. */
    private String walk(Values values) {
        StringBuilder filled = new StringBuilder();
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '"' || c == '\'' || c == '`') {
                int end = endOfString(at);
                filled.append(string(at, end, values));
                at = end;
            } else if (text.startsWith("{{", at)) {
                throw misplaced();
            } else {
                filled.append(c);
                at++;
            }
        }
        return filled.toString();
    }

    private int endOfString(int start) {
        char quote = text.charAt(start);
        for (int i = start + 1; i < text.length(); i++) {
            if (text.charAt(i) == '\\' && quote != '`') {
                i++;
            } else if (text.charAt(i) == quote) {
                return i + 1;
            }
        }
        throw new IllegalArgumentException("the query '" + text + "' has a text that does not end");
    }

    private String string(int start, int end, Values values) {
        String string = text.substring(start, end);
        Matcher placeholder = PLACEHOLDER.matcher(string);
        if (!placeholder.find()) {
            return string;
        }
        String before = text.substring(0, start).stripTrailing();
        boolean regex = before.endsWith("=~") || before.endsWith("!~");
        if (string.charAt(0) == '`' || !(regex || before.endsWith("="))) {
            throw misplaced();
        }
        return placeholder.replaceAll(match -> Matcher.quoteReplacement(escaped(values.of(match.group(1)), string.charAt(0), regex)));
    }

    private static String escaped(String value, char quote, boolean regex) {
        String literal = regex ? REGEX_SIGNS.matcher(value).replaceAll("\\\\$0") : value;
        StringBuilder escaped = new StringBuilder();
        literal.chars().forEach(c -> {
            if (c == '\\' || c == quote) {
                escaped.append('\\').append((char) c);
            } else if (c < ' ') {
                escaped.append("\\x").append("%02x".formatted(c));
            } else {
                escaped.append((char) c);
            }
        });
        return escaped.toString();
    }

    private IllegalArgumentException misplaced() {
        return new IllegalArgumentException(
                "the query '" + text + "': a placeholder stands in the quoted value of a label, such as {version=\"{{version}}\"}");
    }
}
