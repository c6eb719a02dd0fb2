package io.jenkins.plugins.mlcd.embedded.declarative;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import groovy.lang.Closure;
import groovy.lang.GroovyObjectSupport;
import io.jenkins.plugins.mlcd.embedded.script.PipelineScript;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jenkinsci.plugins.structs.describable.UninstantiatedDescribable;

/** The entries of {@code options}, {@code triggers} and {@code parameters}: calls of symbols, which may be arguments of each other. */
final class Described extends GroovyObjectSupport {

    private final PipelineScript script;
    private final List<UninstantiatedDescribable> calls = new ArrayList<>();

    private Described(PipelineScript script) {
        this.script = script;
    }

    static List<UninstantiatedDescribable> read(PipelineScript script, @CheckForNull Closure<?> block) {
        Described described = new Described(script);
        if (block != null) {
            Section.evaluate(script, block, described);
        }
        return described.calls;
    }

    @Override
    public Object invokeMethod(String name, Object arguments) {
        Object[] list = arguments instanceof Object[] several ? several : new Object[] {arguments};
        if (script.declares(name)) {
            return script.invokeMethod(name, list);
        }
        UninstantiatedDescribable call = script.dsl().describe(name, list);
        if (call == null) {
            throw script.dsl().misuse("there is nothing named '" + name + "' here");
        }
        calls.removeIf(earlier -> contains(call.getArguments(), earlier));
        calls.add(call);
        return call;
    }

    private static boolean contains(Object value, UninstantiatedDescribable wanted) {
        if (value instanceof Map<?, ?> map) {
            return map.values().stream().anyMatch(each -> contains(each, wanted));
        }
        if (value instanceof List<?> list) {
            return list.stream().anyMatch(each -> contains(each, wanted));
        }
        return value == wanted;
    }

    @Override
    public Object getProperty(String name) {
        return script.getProperty(name);
    }
}
