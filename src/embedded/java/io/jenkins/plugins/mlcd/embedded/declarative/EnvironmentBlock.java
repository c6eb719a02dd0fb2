package io.jenkins.plugins.mlcd.embedded.declarative;

import groovy.lang.Closure;
import groovy.lang.GroovyObjectSupport;
import io.jenkins.plugins.mlcd.embedded.script.PipelineScript;
import io.jenkins.plugins.mlcd.embedded.script.UserError;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The assignments of {@code environment { ... }}. Later ones see earlier ones. {@code credentials('id')} is answered from the variable
 * of this process that is named as the id, or as the id in capitals with '_' for what is no letter or digit.
 */
final class EnvironmentBlock extends GroovyObjectSupport {

    private final PipelineScript script;
    private final Map<String, String> variables = new LinkedHashMap<>();

    private EnvironmentBlock(PipelineScript script) {
        this.script = script;
    }

    /** The assignments as {@code withEnv} takes them. */
    static List<String> read(PipelineScript script, Closure<?> block) {
        EnvironmentBlock environment = new EnvironmentBlock(script);
        Section.evaluate(script, block, environment);
        List<String> entries = new ArrayList<>();
        environment.variables.forEach((name, value) -> entries.add(name + "=" + value));
        return entries;
    }

    @Override
    public void setProperty(String name, Object value) {
        variables.put(name, String.valueOf(value));
    }

    @Override
    public Object getProperty(String name) {
        return variables.containsKey(name) ? variables.get(name) : script.getProperty(name);
    }

    @Override
    public Object invokeMethod(String name, Object arguments) {
        if (!name.equals("credentials")) {
            return script.invokeMethod(name, arguments);
        }
        String id = String.valueOf(((Object[]) arguments)[0]);
        String variable = id.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
        String value = System.getenv(id) == null ? System.getenv(variable) : System.getenv(id);
        if (value == null) {
            throw new UserError(
                    "there are no credentials '" + id + "' here: set the environment variable " + variable + " for mlcd run");
        }
        return value;
    }
}
