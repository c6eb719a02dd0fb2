package io.jenkins.plugins.mlcd.monitor.rules;

import io.jenkins.plugins.mlcd.expression.Distance;
import io.jenkins.plugins.mlcd.record.Durations;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** The arguments of a rule that is read from a text. Each that is asked for counts as known; the others are refused by {@link #requireKnown}. */
public final class RuleArguments {

    private final String rule;
    private final Map<String, Object> given;
    private final List<String> known = new ArrayList<>();

    RuleArguments(String rule, Map<String, Object> given) {
        this.rule = rule;
        this.given = new LinkedHashMap<>(given);
    }

    /** What the one value without a name is called. */
    RuleArguments only(String name) {
        if (given.containsKey(RuleText.ONLY)) {
            given.put(name, given.remove(RuleText.ONLY));
        }
        return this;
    }

    private Optional<Object> get(String name) {
        known.add(name);
        return Optional.ofNullable(given.get(name));
    }

    public double number(String name, double otherwise) {
        return number(name).orElse(otherwise);
    }

    public Optional<Double> number(String name) {
        return get(name).map(value -> {
            if (value instanceof Number number) {
                return number.doubleValue();
            }
            throw wrong(name, value, "a number");
        });
    }

    public OptionalInt whole(String name) {
        Optional<Double> number = number(name);
        if (number.isPresent() && number.get() != Math.rint(number.get())) {
            throw wrong(name, number.get(), "a whole number");
        }
        return number.isPresent() ? OptionalInt.of(number.get().intValue()) : OptionalInt.empty();
    }

    public boolean flag(String name, boolean otherwise) {
        return get(name).map(value -> {
            if (value instanceof Boolean flag) {
                return flag;
            }
            throw wrong(name, value, "true or false");
        }).orElse(otherwise);
    }

    public String text(String name, String otherwise) {
        return text(name).orElse(otherwise);
    }

    public Optional<String> text(String name) {
        return get(name).map(value -> {
            if (value instanceof String text) {
                return text;
            }
            throw wrong(name, value, "a text in quotes");
        });
    }

    /** @throws IllegalArgumentException when it is not there */
    public String required(String name) {
        return text(name).orElseThrow(() -> new IllegalArgumentException("rule " + rule + " needs " + name));
    }

    public Optional<Duration> duration(String name) {
        return text(name).map(text -> Durations.parse(name, text));
    }

    public List<String> texts(String name) {
        return get(name).map(value -> {
            if (value instanceof List<?> list && list.stream().allMatch(String.class::isInstance)) {
                return list.stream().map(String.class::cast).toList();
            }
            throw wrong(name, value, "a list of texts, such as ['a', 'b']");
        }).orElse(List.of());
    }

    /** @throws IllegalArgumentException when something was given that nobody asked for */
    void requireKnown() {
        for (String name : given.keySet()) {
            if (!known.contains(name)) {
                String what = name.equals(RuleText.ONLY) ? "a value without a name" : "'" + name + "'";
                throw new IllegalArgumentException("rule " + rule + " knows no " + what + "; the nearest are " + String.join(", ", Distance.nearest(name, known, 3)));
            }
        }
    }

    private IllegalArgumentException wrong(String name, Object value, String rule) {
        return new IllegalArgumentException("rule " + this.rule + ": " + name + " must be " + rule + ", but is " + value);
    }
}
