package io.jenkins.plugins.mlcd.sweep;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads ranges as people write them. A collection, or text with commas, is a set of choices; {@code low..high} is a range
 * of whole numbers when both ends (and the step) are whole, else of real numbers, with {@code log} or {@code step s}
 * after it; anything else is a single value. Text in double quotes is taken as it stands.
 */
final class RangeParser {

    private static final String FORMS = "write '1e-4..1e-1 log', '16..256 step 16', '0.0..0.5', '3..8' or a list of values";
    private static final Pattern RANGE = Pattern.compile("(\\S*?)\\s*\\.\\.\\s*(\\S*)((?:\\s+.*)?)");
    private static final Pattern WORD = Pattern.compile("\\s*(?:\"([^\"]*)\"|([^,\"]*))\\s*(,|$)");

    private RangeParser() {}

    static Range parse(Object written) {
        if (written instanceof Collection<?> list) {
            return new Choices(list.stream().<Object>map(RangeParser::element).toList());
        }
        if (written instanceof CharSequence text) {
            return parseText(text.toString().strip());
        }
        if (written == null) {
            throw new IllegalArgumentException("no value is given: " + FORMS);
        }
        return new Choices(List.of(ParameterValue.of(written)));
    }

    private static Object element(Object element) {
        if (element == null) {
            throw new IllegalArgumentException("the list holds an empty value");
        }
        return ParameterValue.of(element);
    }

    private static Range parseText(String text) {
        if (text.isEmpty()) {
            throw new IllegalArgumentException("the range is empty: " + FORMS);
        }
        if (!looksLikeRange(text)) {
            return new Choices(words(text));
        }
        Matcher range = RANGE.matcher(text);
        if (text.contains(",") || !range.matches() || !isNumber(range.group(1)) || !isNumber(range.group(2))) {
            throw new IllegalArgumentException("'" + text + "' is not a range: " + FORMS);
        }
        return range(text, range.group(1), range.group(2), range.group(3).strip());
    }

    private static Range range(String text, String low, String high, String tail) {
        boolean log = tail.equals("log");
        String step = tail.startsWith("step ") ? tail.substring("step ".length()).strip() : "";
        if (!tail.isEmpty() && !log && !isNumber(step)) {
            throw new IllegalArgumentException("'" + text + "' is not a range: after low..high comes 'log' or 'step s', not '" + tail + "'");
        }
        Object from = ParameterValue.parse(low);
        Object to = ParameterValue.parse(high);
        Object by = step.isEmpty() ? Long.valueOf(1) : ParameterValue.parse(step);
        if (from instanceof Long first && to instanceof Long last && by instanceof Long distance) {
            return new IntegerRange(first, last, distance, log);
        }
        return new RealRange(
                ((Number) from).doubleValue(),
                ((Number) to).doubleValue(),
                step.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(((Number) by).doubleValue()),
                log);
    }

    private static List<Object> words(String text) {
        List<Object> words = new ArrayList<>();
        Matcher word = WORD.matcher(text);
        int end = 0;
        while (end <= text.length() && word.find(end) && word.start() == end) {
            words.add(word.group(1) != null ? word.group(1) : plain(text, word.group(2).strip()));
            end = word.end();
            if (word.group(3).isEmpty()) {
                return words;
            }
        }
        throw new IllegalArgumentException("'" + text + "' is not a list of values: a quote is out of place");
    }

    private static Object plain(String text, String word) {
        if (word.isEmpty()) {
            throw new IllegalArgumentException("'" + text + "' is not a list of values: one of them is empty");
        }
        return ParameterValue.parse(word);
    }

    /** Two dots with a number on either side are meant as a range; {@code ../data} is text. */
    private static boolean looksLikeRange(String text) {
        Matcher range = RANGE.matcher(text);
        return !text.startsWith("\"") && range.matches() && (isNumber(range.group(1)) || isNumber(range.group(2)));
    }

    private static boolean isNumber(String word) {
        return ParameterValue.NUMBER.matcher(word).matches();
    }

    /** Whether text, written bare, would not read back as this one text. */
    static boolean needsQuotes(String text) {
        return text.contains(",") || !text.equals(text.strip()) || looksLikeRange(text) || !(ParameterValue.parse(text) instanceof String);
    }

    static void requireOrder(double low, double high, String range) {
        if (low > high) {
            throw new IllegalArgumentException("the range " + range + " runs backwards: low is above high");
        }
        if (low == high) {
            throw new IllegalArgumentException("the range " + range + " is empty: low equals high; write the single value");
        }
    }
}
