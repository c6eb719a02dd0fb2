package io.jenkins.plugins.mlcd.agent.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** The values of an algorithm's parameters: all of them, each in its range, in the order in which the algorithm declares them. */
public record Settings(Map<String, Number> values) {

    public Settings {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /**
     * The settings that {@code given} writes, with defaults for what it leaves out.
     *
     * @throws IllegalArgumentException when the algorithm has no such parameter, or a value is outside its range
     */
    public static Settings of(Algorithm algorithm, Map<String, String> given) {
        Map<String, Number> values = new LinkedHashMap<>();
        for (Parameter parameter : algorithm.parameters()) {
            String text = given.get(parameter.name());
            values.put(parameter.name(), text == null ? parameter.defaultValue() : parameter.parse(text));
        }
        for (String name : given.keySet()) {
            if (!values.containsKey(name)) {
                throw new IllegalArgumentException(algorithm.name() + " has no parameter '" + name + "'; its parameters are "
                        + algorithm.parameters().stream().map(Parameter::name).collect(Collectors.joining(", ")));
            }
        }
        return new Settings(values);
    }

    public int integer(String name) {
        return get(name).intValue();
    }

    public double real(String name) {
        return get(name).doubleValue();
    }

    private Number get(String name) {
        Number value = values.get(name);
        if (value == null) {
            throw new IllegalArgumentException("there is no parameter '" + name + "'");
        }
        return value;
    }
}
