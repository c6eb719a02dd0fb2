package io.jenkins.plugins.mlcd.view;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Which trials a table shows, as people write it: {@code convnet accuracy > 0.97 and (lr < 1e-3 or state = pruned)}. A word alone is
 * looked for in the texts of a trial. {@code and} may be left out; {@code not}, {@code or}, brackets; {@code = != < <= > >=}, {@code ~}
 * contains, {@code !~} does not. Names and texts with other characters stand in quotes. The script of the report reads the same language
 * (filter.js); one table of cases holds both.
 */
public final class TrialFilter {

    private static final int LONGEST = 2_000;
    private static final int DEEPEST = 40;

    private final List<Token> tokens;
    private int next;
    private int depth;

    /** A part of the text: a mark such as {@code <=} or a bracket, a quoted text, or a word. */
    private record Token(Kind kind, String text) {

        private enum Kind { MARK, QUOTED, WORD }

        boolean is(String mark) {
            return kind == Kind.MARK && text.equals(mark);
        }

        boolean isWord(String word) {
            return kind == Kind.WORD && text.toLowerCase(Locale.ROOT).equals(word);
        }
    }

    private TrialFilter(List<Token> tokens) {
        this.tokens = tokens;
    }

    /**
     * Reads a filter; a blank one keeps all.
     *
     * @throws IllegalArgumentException that says in one sentence what is wrong, and where
     */
    static Predicate<TrialRow> parse(String text) {
        if (text.length() > LONGEST) {
            throw new IllegalArgumentException("a filter may have at most " + LONGEST + " characters, not " + text.length());
        }
        TrialFilter filter = new TrialFilter(tokens(text));
        if (filter.tokens.isEmpty()) {
            return row -> true;
        }
        Predicate<TrialRow> all = filter.either();
        if (filter.next < filter.tokens.size()) {
            throw new IllegalArgumentException("the filter has a '" + filter.tokens.get(filter.next).text() + "' too much");
        }
        return all;
    }

    /** @throws IllegalArgumentException as {@link #parse} */
    public static void require(String text) {
        parse(text);
    }

    private static List<Token> tokens(String text) {
        List<Token> tokens = new ArrayList<>();
        for (int i = 0; i < text.length();) {
            char c = text.charAt(i);
            if (Character.isWhitespace(c)) {
                i++;
            } else if (c == '\'' || c == '"') {
                int end = text.indexOf(c, i + 1);
                if (end < 0) {
                    throw new IllegalArgumentException("the quote at character " + (i + 1) + " of the filter is not closed");
                }
                tokens.add(new Token(Token.Kind.QUOTED, text.substring(i + 1, end)));
                i = end + 1;
            } else if (isMark(c)) {
                boolean two = (c == '<' || c == '>' || c == '!' || c == '=') && i + 1 < text.length() && (text.charAt(i + 1) == '=' || c == '!' && text.charAt(i + 1) == '~');
                tokens.add(new Token(Token.Kind.MARK, text.substring(i, i + (two ? 2 : 1))));
                i += two ? 2 : 1;
            } else {
                int end = i;
                while (end < text.length() && !Character.isWhitespace(text.charAt(end)) && !isMark(text.charAt(end)) && text.charAt(end) != '\'' && text.charAt(end) != '"') {
                    end++;
                }
                tokens.add(new Token(Token.Kind.WORD, text.substring(i, end)));
                i = end;
            }
        }
        return tokens;
    }

    private static boolean isMark(char c) {
        return "()<>=!~".indexOf(c) >= 0;
    }

    private boolean takes(String mark) {
        if (next < tokens.size() && (tokens.get(next).is(mark) || tokens.get(next).isWord(mark))) {
            next++;
            return true;
        }
        return false;
    }

    private Predicate<TrialRow> either() {
        if (++depth > DEEPEST) {
            throw new IllegalArgumentException("the filter has more than " + DEEPEST + " brackets in one another");
        }
        Predicate<TrialRow> any = both();
        while (takes("or")) {
            any = any.or(both());
        }
        depth--;
        return any;
    }

    private Predicate<TrialRow> both() {
        Predicate<TrialRow> all = one();
        while (next < tokens.size() && !tokens.get(next).is(")") && !tokens.get(next).isWord("or")) {
            takes("and");
            all = all.and(one());
        }
        return all;
    }

    private Predicate<TrialRow> one() {
        boolean not = false;
        while (takes("not")) {
            not = !not;
        }
        Predicate<TrialRow> kept = positive();
        return not ? kept.negate() : kept;
    }

    private Predicate<TrialRow> positive() {
        if (takes("(")) {
            Predicate<TrialRow> inner = either();
            if (!takes(")")) {
                throw new IllegalArgumentException("a bracket of the filter is not closed");
            }
            return inner;
        }
        Token left = operand();
        if (next == tokens.size() || tokens.get(next).kind() != Token.Kind.MARK || tokens.get(next).is("(") || tokens.get(next).is(")")) {
            Map<String, Boolean> seen = new HashMap<>();
            Predicate<String> has = text -> text != null && seen.computeIfAbsent(text, t -> Words.contains(t, left.text()));
            return row -> hasWord(row, has);
        }
        String operator = tokens.get(next++).text();
        return comparison(Column.loosely(left.text()), operator, operand().text());
    }

    private Token operand() {
        if (next == tokens.size()) {
            throw new IllegalArgumentException("the filter ends where a name or a value is expected");
        }
        Token token = tokens.get(next++);
        if (token.kind() == Token.Kind.MARK) {
            throw new IllegalArgumentException("the filter has a '" + token.text() + "' where a name or a value is expected");
        }
        return token;
    }

    private static Predicate<TrialRow> comparison(Column column, String operator, String value) {
        Double number = number(value);
        return switch (operator) {
            case "=", "==" -> row -> same(column, row, value, number);
            case "!=" -> row -> !same(column, row, value, number);
            case "~" -> row -> contains(column, row, value);
            case "!~" -> row -> !contains(column, row, value);
            case "<", "<=", ">", ">=" -> ordered(column, operator, value, number);
            default -> throw new IllegalArgumentException("the filter has the comparison '" + operator + "'; there are = != < <= > >= ~ !~");
        };
    }

    private static Predicate<TrialRow> ordered(Column column, String operator, String value, Double number) {
        if (number == null) {
            throw new IllegalArgumentException("the filter compares with " + operator + " '" + value + "', which is no number");
        }
        double limit = number;
        return switch (operator) {
            case "<" -> row -> column.number(row) < limit;
            case "<=" -> row -> column.number(row) <= limit;
            case ">" -> row -> column.number(row) > limit;
            default -> row -> column.number(row) >= limit;
        };
    }

    private static boolean same(Column column, TrialRow row, String value, Double number) {
        String text = column.text(row);
        return text == null ? number != null && column.number(row) == number : text.equalsIgnoreCase(value);
    }

    private static boolean contains(Column column, TrialRow row, String value) {
        String text = column.text(row);
        return text != null && Words.contains(text, value);
    }

    private static Double number(String text) {
        try {
            return text.matches("[-+]?[.0-9].*") ? Double.valueOf(text) : null;
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /** Texts that a trial shows: no numbers, which would find nearly everything. Many trials share their texts, so each is searched once. */
    private static boolean hasWord(TrialRow row, Predicate<String> has) {
        return has.test(row.state.word()) || has.test(row.algorithm) || has.test(row.worker) || has.test(row.reason) || has.test(row.study.name())
                || row.params.anyText(has) || row.resources.anyText(has);
    }
}
