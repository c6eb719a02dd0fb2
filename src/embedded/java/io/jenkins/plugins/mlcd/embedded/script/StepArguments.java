package io.jenkins.plugins.mlcd.embedded.script;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import groovy.lang.Closure;
import groovy.lang.GString;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jenkinsci.plugins.structs.describable.DescribableParameter;

/**
 * The arguments of a call in a script, sorted as Jenkins sorts them: named ones, or one without a name for the first
 * required parameter, and a closure at the end.
 *
 * @param named by parameter name, in the order written; Groovy's strings with ${...} are plain strings already
 * @param body the closure at the end
 */
public record StepArguments(Map<String, Object> named, @CheckForNull Closure<?> body) {

    /**
     * @param name of what is called, for messages
     * @param parameters that it has
     * @param first the parameter that an argument without a name is for, absent when there is none
     * @throws IllegalArgumentException in one sentence, when there are several arguments without a name, or one that no parameter takes
     */
    public static StepArguments of(String name, Collection<DescribableParameter> parameters, @CheckForNull String first, Object[] written) {
        List<Object> rest = new ArrayList<>(Arrays.asList(written));
        Closure<?> body = null;
        if (!rest.isEmpty() && rest.get(rest.size() - 1) instanceof Closure<?> closure) {
            body = closure;
            rest.remove(rest.size() - 1);
        }
        if (rest.isEmpty()) {
            return new StepArguments(new LinkedHashMap<>(), body);
        }
        if (rest.get(0) instanceof Map<?, ?> map && isNamed(map, parameters)) {
            if (rest.size() > 1) {
                throw new IllegalArgumentException(name + " takes either named arguments or one without a name, not both");
            }
            return new StepArguments(named(map), body);
        }
        if (rest.size() > 1) {
            throw new IllegalArgumentException(
                    name + " takes named arguments, such as " + example(name, parameters) + ", but got " + rest.size() + " without a name");
        }
        if (first == null) {
            throw new IllegalArgumentException(name + " takes named arguments only, such as " + example(name, parameters));
        }
        Map<String, Object> sole = new LinkedHashMap<>();
        sole.put(first, plain(rest.get(0)));
        return new StepArguments(sole, body);
    }

    /** A map is the named arguments, unless the only required parameter is a map itself and no key is a parameter. */
    private static boolean isNamed(Map<?, ?> map, Collection<DescribableParameter> parameters) {
        List<DescribableParameter> required = parameters.stream().filter(DescribableParameter::isRequired).toList();
        boolean wantsMap = required.size() == 1 && Map.class.isAssignableFrom(required.get(0).getErasedType());
        return !wantsMap || parameters.stream().anyMatch(parameter -> map.containsKey(parameter.getName()));
    }

    private static Map<String, Object> named(Map<?, ?> map) {
        Map<String, Object> named = new LinkedHashMap<>();
        map.forEach((key, value) -> named.put(String.valueOf(key), plain(value)));
        return named;
    }

    private static String example(String name, Collection<DescribableParameter> parameters) {
        return parameters.stream().findFirst()
                .map(parameter -> name + "(" + parameter.getName() + ": ...)")
                .orElse(name + "()");
    }

    /** The value with each GString in it, at whatever depth, as a String. */
    @CheckForNull
    static Object plain(@CheckForNull Object value) {
        if (value instanceof GString text) {
            return text.toString();
        }
        if (value instanceof List<?> list) {
            List<Object> plain = new ArrayList<>();
            list.forEach(each -> plain.add(plain(each)));
            return plain;
        }
        if (value instanceof Map<?, ?> map) {
            Map<Object, Object> plain = new LinkedHashMap<>();
            map.forEach((key, each) -> plain.put(plain(key), plain(each)));
            return plain;
        }
        return value;
    }
}
