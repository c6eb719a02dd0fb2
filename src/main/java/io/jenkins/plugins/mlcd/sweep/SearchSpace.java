package io.jenkins.plugins.mlcd.sweep;

import java.math.BigInteger;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Pattern;

/**
 * The hyperparameters of one algorithm and the range of each, in the order written.
 *
 * @param parameters 1 to 100 named ranges, whose names differ also as environment variables
 */
public record SearchSpace(Map<String, Range> parameters) {

    private static final int MAX_PARAMETERS = 100;
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_.-]{0,63}");

    public SearchSpace {
        if (parameters.isEmpty()) {
            throw new IllegalArgumentException("the search space is empty: name at least one parameter, such as lr: '1e-4..1e-1 log'");
        }
        if (parameters.size() > MAX_PARAMETERS) {
            throw new IllegalArgumentException("the search space has " + parameters.size() + " parameters, the limit is " + MAX_PARAMETERS);
        }
        requireNames(parameters.keySet());
        parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    }

    private static void requireNames(Iterable<String> names) {
        Map<String, String> variables = new LinkedHashMap<>();
        for (String name : names) {
            if (!NAME.matcher(name).matches()) {
                throw new IllegalArgumentException("parameter '" + name
                        + "' is not a name: use 1 to 64 letters, digits, '_', '.' or '-', starting with a letter");
            }
            String other = variables.put(variable(name), name);
            if (other != null) {
                throw new IllegalArgumentException("parameter '" + name + "' is there twice: '" + other + "' is " + variable(name) + " as well");
            }
        }
    }

    /** The environment variable that carries a parameter to the trainer: {@code ML_PARAM_<NAME>}. */
    public static String variable(String parameter) {
        return "ML_PARAM_" + parameter.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
    }

    /**
     * A space from a map as written in a Jenkinsfile: parameter name to range.
     *
     * @throws IllegalArgumentException with one sentence that names the parameter and the rule
     */
    public static SearchSpace parse(Map<?, ?> written) {
        Map<String, Range> parameters = new LinkedHashMap<>();
        written.forEach((key, value) -> {
            String name = String.valueOf(key);
            try {
                if (parameters.put(name, Range.parse(value)) != null) {
                    throw new IllegalArgumentException("is there twice");
                }
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("parameter '" + name + "': " + e.getMessage(), e);
            }
        });
        return new SearchSpace(parameters);
    }

    /** How many permutations the space has; empty when a range is continuous. */
    public Optional<BigInteger> permutations() {
        BigInteger count = BigInteger.ONE;
        for (Range range : parameters.values()) {
            if (range.size().isEmpty()) {
                return Optional.empty();
            }
            count = count.multiply(BigInteger.valueOf(range.size().getAsLong()));
        }
        return Optional.of(count);
    }

    /**
     * Where {@code params} lie, a position a parameter in the order of the space.
     *
     * @return empty when a parameter is missing, is not of this space, or has a value outside its range
     */
    public Optional<double[]> positions(Map<String, Object> params) {
        if (!params.keySet().equals(parameters.keySet())) {
            return Optional.empty();
        }
        double[] positions = new double[parameters.size()];
        int i = 0;
        for (Map.Entry<String, Range> parameter : parameters.entrySet()) {
            OptionalDouble position = parameter.getValue().position(params.get(parameter.getKey()));
            if (position.isEmpty()) {
                return Optional.empty();
            }
            positions[i++] = position.getAsDouble();
        }
        return Optional.of(positions);
    }

    /** The parameters at these positions: the reverse of {@link #positions}. */
    public Map<String, Object> at(double[] positions) {
        Map<String, Object> params = new LinkedHashMap<>();
        int i = 0;
        for (Map.Entry<String, Range> parameter : parameters.entrySet()) {
            params.put(parameter.getKey(), parameter.getValue().at(positions[i++]));
        }
        return params;
    }

    /** Each parameter with its range as text. */
    public Map<String, String> text() {
        Map<String, String> text = new LinkedHashMap<>();
        parameters.forEach((name, range) -> text.put(name, range.text()));
        return text;
    }
}
