package io.jenkins.plugins.mlcd.sweep;

import java.util.HashSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A set of values without order or distance, such as {@code relu, tanh}.
 *
 * @param choices 1 to 1,000 distinct values; when all are numbers and one is fractional, all are doubles
 */
public record Choices(List<Object> choices) implements Range {

    private static final int MAX_CHOICES = 1000;

    public Choices {
        if (choices.isEmpty()) {
            throw new IllegalArgumentException("the list of values is empty");
        }
        if (choices.size() > MAX_CHOICES) {
            throw new IllegalArgumentException("the list has " + choices.size() + " values, the limit is " + MAX_CHOICES);
        }
        choices = unify(choices.stream().map(ParameterValue::of).toList());
        Set<Object> seen = new HashSet<>();
        for (Object choice : choices) {
            if (!seen.add(choice)) {
                throw new IllegalArgumentException("value " + ParameterValue.text(choice) + " is listed twice");
            }
        }
    }

    private static List<Object> unify(List<Object> values) {
        boolean numbers = values.stream().allMatch(Number.class::isInstance);
        boolean fractional = values.stream().anyMatch(Double.class::isInstance);
        return numbers && fractional
                ? values.stream().<Object>map(value -> ((Number) value).doubleValue()).toList()
                : values;
    }

    @Override
    public OptionalLong size() {
        return OptionalLong.of(choices.size());
    }

    @Override
    public Object value(long index) {
        return choices.get(Math.toIntExact(index));
    }

    @Override
    public Object at(double position) {
        return value(Math.min(choices.size() - 1, (long) (position * choices.size())));
    }

    @Override
    public OptionalDouble position(Object value) {
        int index = choices.indexOf(value);
        return index < 0 ? OptionalDouble.empty() : OptionalDouble.of((index + 0.5) / choices.size());
    }

    @Override
    public String text() {
        return choices.stream().map(Choices::word).collect(Collectors.joining(", "));
    }

    /** Text that would read back as something else, or as several values, is quoted. */
    private static String word(Object choice) {
        String text = ParameterValue.text(choice);
        return choice instanceof String && RangeParser.needsQuotes(text) ? '"' + text + '"' : text;
    }
}
