package io.jenkins.plugins.mlcd.monitor.rules;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads a rule as a Jenkinsfile writes it: {@code drift(test: 'ks', features: ['ink'], sensitivity: 'low')}, {@code custom('error_share <= 1%')}. A name,
 * and in brackets one value, or names with values: texts in quotes, numbers, {@code true} and {@code false}, and lists of these.
 */
final class RuleText {

    /** What the only value without a name is called. */
    static final String ONLY = "";

    private static final int LONGEST = 4_000;

    private final String text;
    private int at;

    /** @param arguments by name; the one without a name as {@link #ONLY} */
    record Call(String name, Map<String, Object> arguments) {}

    private RuleText(String text) {
        this.text = text;
    }

    /** @throws IllegalArgumentException naming the text and where it goes wrong */
    static Call parse(String text) {
        if (text.length() > LONGEST) {
            throw new IllegalArgumentException("a rule has at most " + LONGEST + " characters, but this one " + text.length());
        }
        RuleText reader = new RuleText(text.strip());
        Call call = reader.call();
        reader.spaces();
        if (reader.at < reader.text.length()) {
            throw reader.wrong("nothing more");
        }
        return call;
    }

    private Call call() {
        String name = word();
        Map<String, Object> arguments = new LinkedHashMap<>();
        spaces();
        if (at == text.length()) {
            return new Call(name, arguments);
        }
        expect('(');
        spaces();
        while (!next(')')) {
            argument(arguments);
            spaces();
            if (!next(',')) {
                expect(')');
                break;
            }
            spaces();
        }
        return new Call(name, arguments);
    }

    private void argument(Map<String, Object> arguments) {
        Optional<String> name = named();
        spaces();
        Object value = value();
        if (name.isEmpty() && !arguments.isEmpty()) {
            throw wrong("a name before the value");
        }
        if (arguments.put(name.orElse(ONLY), value) != null) {
            throw new IllegalArgumentException("'" + text + "' gives " + name.orElse("the value") + " twice");
        }
    }

    /** A name with a colon; without one nothing is taken. */
    private Optional<String> named() {
        int start = at;
        if (at < text.length() && Character.isJavaIdentifierStart(text.charAt(at))) {
            String name = word();
            spaces();
            if (next(':')) {
                return Optional.of(name);
            }
        }
        at = start;
        return Optional.empty();
    }

    private Object value() {
        if (at >= text.length()) {
            throw wrong("a value");
        }
        char first = text.charAt(at);
        if (first == '\'' || first == '"') {
            return quoted(first);
        }
        if (next('[')) {
            return list();
        }
        int start = at;
        while (at < text.length() && ",)] \t\n".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        String word = text.substring(start, at);
        if (word.equals("true") || word.equals("false")) {
            return Boolean.valueOf(word);
        }
        try {
            return Double.valueOf(word);
        } catch (NumberFormatException e) {
            at = start;
            throw wrong("a text in quotes, a number, true, false or a list");
        }
    }

    private List<Object> list() {
        List<Object> values = new ArrayList<>();
        spaces();
        while (!next(']')) {
            values.add(value());
            spaces();
            if (!next(',')) {
                expect(']');
                break;
            }
            spaces();
        }
        return values;
    }

    private String quoted(char quote) {
        StringBuilder value = new StringBuilder();
        for (at++; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == quote) {
                at++;
                return value.toString();
            }
            if (c == '\\' && at + 1 < text.length()) {
                c = text.charAt(++at);
            }
            value.append(c);
        }
        throw wrong("a closing " + quote);
    }

    private String word() {
        int start = at;
        while (at < text.length() && Character.isJavaIdentifierPart(text.charAt(at))) {
            at++;
        }
        if (at == start) {
            throw wrong("a name");
        }
        return text.substring(start, at);
    }

    private void spaces() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }

    private boolean next(char wanted) {
        boolean there = at < text.length() && text.charAt(at) == wanted;
        at += there ? 1 : 0;
        return there;
    }

    private void expect(char wanted) {
        if (!next(wanted)) {
            throw wrong("'" + wanted + "'");
        }
    }

    private IllegalArgumentException wrong(String expected) {
        String rest = text.substring(Math.min(at, text.length()));
        return new IllegalArgumentException("'" + text + "' is no rule: " + expected + " is expected "
                + (rest.isEmpty() ? "at its end" : "before '" + (rest.length() > 20 ? rest.substring(0, 20) + "..." : rest) + "'"));
    }
}
