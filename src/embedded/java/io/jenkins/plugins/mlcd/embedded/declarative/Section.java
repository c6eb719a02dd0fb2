package io.jenkins.plugins.mlcd.embedded.declarative;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import groovy.lang.Closure;
import groovy.lang.GroovyObjectSupport;
import io.jenkins.plugins.mlcd.embedded.script.PipelineScript;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The entries of a block such as {@code stages { ... }}, read by running it against a delegate that notes every call. */
final class Section {

    private final List<Directive> directives;

    private Section(List<Directive> directives) {
        this.directives = List.copyOf(directives);
    }

    static Section read(PipelineScript script, @CheckForNull Closure<?> block) {
        List<Directive> directives = new ArrayList<>();
        if (block != null) {
            evaluate(script, block, new Notes(script, directives));
        }
        return new Section(directives);
    }

    /** Runs {@code block} with names resolved by {@code delegate} first. */
    static void evaluate(PipelineScript script, Closure<?> block, Object delegate) {
        Closure<?> copy = block.rehydrate(delegate, script, script);
        copy.setResolveStrategy(Closure.DELEGATE_FIRST);
        copy.call();
    }

    List<Directive> all() {
        return directives;
    }

    List<Directive> all(String name) {
        return directives.stream().filter(directive -> directive.name().equals(name)).toList();
    }

    Optional<Directive> find(String name) {
        return directives.stream().filter(directive -> directive.name().equals(name)).findFirst();
    }

    /** The block of the entry {@code name}, or null. */
    @CheckForNull
    Closure<?> block(String name) {
        return find(name).map(Directive::block).orElse(null);
    }

    private static final class Notes extends GroovyObjectSupport {

        private final PipelineScript script;
        private final List<Directive> directives;

        Notes(PipelineScript script, List<Directive> directives) {
            this.script = script;
            this.directives = directives;
        }

        @Override
        public Object invokeMethod(String name, Object arguments) {
            Object[] list = arguments instanceof Object[] several ? several : new Object[] {arguments};
            if (!script.getMetaClass().respondsTo(script, name, list).isEmpty() && script.declares(name)) {
                return script.invokeMethod(name, list);
            }
            directives.add(new Directive(PipelineScript.written(name), new ArrayList<>(Arrays.asList(list))));
            return null;
        }

        @Override
        public Object getProperty(String name) {
            return name.equals("any") || name.equals("none") ? name : script.getProperty(name);
        }
    }
}
