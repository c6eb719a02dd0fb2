package io.jenkins.plugins.mlcd.prometheus;

import java.util.Map;
import java.util.TreeMap;
import java.util.Collections;

/**
 * Whose figures are asked for.
 *
 * @param role {@code canary} or {@code stable}
 * @param version such as {@code digits:42}
 * @param variables what else queries may name: {@code namespace}, {@code workload} and the like
 */
record Subject(String role, String version, Map<String, String> variables) {

    Subject {
        variables = Map.copyOf(variables);
    }

    /** The values of placeholders: the variables, and {@code version}, {@code model}, {@code number} and {@code role}, which win. */
    Map<String, String> values() {
        Map<String, String> values = new TreeMap<>(variables);
        int colon = version.lastIndexOf(':');
        values.put("version", version);
        values.put("model", colon < 0 ? version : version.substring(0, colon));
        values.put("number", version.substring(colon + 1));
        values.put("role", role);
        return Collections.unmodifiableMap(values);
    }
}
