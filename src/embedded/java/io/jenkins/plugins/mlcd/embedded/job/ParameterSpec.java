package io.jenkins.plugins.mlcd.embedded.job;

import hudson.model.BooleanParameterValue;
import hudson.model.ParameterValue;
import hudson.model.StringParameterValue;
import io.jenkins.plugins.mlcd.embedded.script.UserError;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jenkinsci.plugins.structs.describable.UninstantiatedDescribable;

/**
 * A parameter that a job declares.
 *
 * @param name as the script reads it from {@code params}
 * @param kind its symbol, such as {@code string}
 * @param initial the value when none is given
 * @param choices what a {@code choice} allows, empty for other kinds
 */
public record ParameterSpec(String name, String kind, String initial, List<String> choices) {

    private static final String BOOLEAN = "booleanParam";

    public ParameterSpec {
        choices = List.copyOf(choices);
    }

    /** @throws UserError when it is no parameter, or has no name or no choices */
    public static ParameterSpec of(Object described) {
        if (!(described instanceof UninstantiatedDescribable call) || !Signature.parameters().containsKey(call.getSymbol())) {
            throw new UserError("parameters takes string, text, booleanParam, choice and password, but got " + described);
        }
        Map<String, ?> arguments = call.getArguments();
        List<String> choices = choices(arguments.get("choices"));
        if (call.getSymbol().equals("choice") && choices.isEmpty()) {
            throw new UserError("the parameter '" + arguments.get("name") + "' has no choices");
        }
        Object initial = arguments.get("defaultValue");
        String absent = call.getSymbol().equals(BOOLEAN) ? "false" : choices.isEmpty() ? "" : choices.get(0);
        return new ParameterSpec(String.valueOf(arguments.get("name")), call.getSymbol(), initial == null ? absent : initial.toString(), choices);
    }

    private static List<String> choices(Object written) {
        if (written instanceof List<?> list) {
            return list.stream().map(String::valueOf).toList();
        }
        return written == null ? List.of() : written.toString().lines().toList();
    }

    /**
     * The value that {@code text} is.
     *
     * @throws UserError when a boolean or a choice does not allow it
     */
    public ParameterValue value(String text) {
        if (kind.equals(BOOLEAN)) {
            if (!text.equals("true") && !text.equals("false")) {
                throw new UserError("the parameter '" + name + "' is true or false, not '" + text + "'");
            }
            return new BooleanParameterValue(name, Boolean.parseBoolean(text));
        }
        if (!choices.isEmpty() && !choices.contains(text)) {
            throw new UserError("the parameter '" + name + "' is one of " + String.join(", ", choices) + ", not '" + text + "'");
        }
        return new StringParameterValue(name, text);
    }

    /** The values of {@code specs}: those given, else the initial ones; given names that no one declares are left out. */
    public static List<ParameterValue> values(List<ParameterSpec> specs, Map<String, String> given) {
        Map<String, ParameterValue> values = new LinkedHashMap<>();
        specs.forEach(spec -> values.put(spec.name(), spec.value(given.getOrDefault(spec.name(), spec.initial()))));
        return new ArrayList<>(values.values());
    }
}
