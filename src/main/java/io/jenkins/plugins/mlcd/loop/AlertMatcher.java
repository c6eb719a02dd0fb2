package io.jenkins.plugins.mlcd.loop;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;

/**
 * Which alerts concern a job, as Alertmanager's matchers say it: a name ({@code ModelDriftHigh}), or conditions on labels that all hold
 * ({@code severity=critical, model=~"churn|fraud"}) with {@code =}, {@code !=}, {@code =~} and {@code !~}. A label that an alert
 * lacks is empty. Regular expressions are RE2, as in Alertmanager, so no alert can make one slow.
 */
public record AlertMatcher(String text, List<Condition> conditions) {

    private static final java.util.regex.Pattern CONDITION =
            java.util.regex.Pattern.compile("\\s*([a-zA-Z_][a-zA-Z0-9_]*)\\s*(=~|!~|!=|=)\\s*(\"(?:[^\"\\\\]|\\\\.)*+\"|[^,\"]*+)\\s*(?:,|$)");

    private static final java.util.regex.Pattern NAME = java.util.regex.Pattern.compile("[^=!~,\"{}]+");

    /** One condition on a label. */
    public record Condition(String label, boolean equal, Optional<Pattern> pattern, String value) {

        boolean holds(Map<String, String> labels) {
            String actual = labels.getOrDefault(label, "");
            return equal == (pattern.isPresent() ? pattern.get().matches(actual) : value.equals(actual));
        }

        /** Whether an alert has to have this very label. */
        boolean isKey() {
            return equal && pattern.isEmpty() && !value.isEmpty();
        }
    }

    /** @throws IllegalArgumentException naming the value and the rule */
    public static AlertMatcher parse(String text) {
        String written = text == null ? "" : text.strip();
        String inner = written.startsWith("{") && written.endsWith("}") ? written.substring(1, written.length() - 1) : written;
        if (NAME.matcher(inner).matches() && !inner.isBlank()) {
            return new AlertMatcher(written, List.of(new Condition("alertname", true, Optional.empty(), inner.strip())));
        }
        List<Condition> conditions = new ArrayList<>();
        Matcher matcher = CONDITION.matcher(inner);
        int at = 0;
        while (at < inner.length()) {
            if (!matcher.find(at) || matcher.start() != at) {
                throw new IllegalArgumentException("'" + text + "' is neither the name of an alert nor conditions such as severity=critical, model=~\"churn|fraud\"");
            }
            conditions.add(condition(text, matcher));
            at = matcher.end();
        }
        if (conditions.isEmpty()) {
            throw new IllegalArgumentException("an alert's name or conditions may not be empty");
        }
        return new AlertMatcher(written, conditions);
    }

    private static Condition condition(String text, Matcher matcher) {
        String operator = matcher.group(2);
        String value = value(matcher.group(3).strip());
        try {
            Optional<Pattern> pattern = operator.endsWith("~") ? Optional.of(Pattern.compile(value)) : Optional.empty();
            return new Condition(matcher.group(1), operator.startsWith("="), pattern, value);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException("'" + value + "' in '" + text + "' is no regular expression: " + e.getDescription(), e);
        }
    }

    private static String value(String written) {
        return written.startsWith("\"") ? written.substring(1, written.length() - 1).replaceAll("\\\\(.)", "$1") : written;
    }

    public boolean matches(Map<String, String> labels) {
        return conditions.stream().allMatch(condition -> condition.holds(labels));
    }
}
