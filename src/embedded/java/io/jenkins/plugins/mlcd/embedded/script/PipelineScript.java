package io.jenkins.plugins.mlcd.embedded.script;

import groovy.lang.Closure;
import groovy.lang.MissingPropertyException;
import groovy.lang.Script;
import java.util.Arrays;
import java.util.Map;

/** The class that a Jenkinsfile becomes a subclass of. */
public abstract class PipelineScript extends Script {

    private Dsl dsl;
    private Globals globals;

    /** Must be called before {@link #run}. */
    public final void attach(Dsl steps, Globals variables) {
        this.dsl = steps;
        this.globals = variables;
    }

    public final Globals globals() {
        return globals;
    }

    public final Dsl dsl() {
        return dsl;
    }

    /** Whether the Jenkinsfile itself defines a method of that name. */
    public final boolean declares(String method) {
        return Arrays.stream(getClass().getDeclaredMethods()).anyMatch(each -> each.getName().equals(method) && !each.isSynthetic());
    }

    /** The name of a call as the user wrote it. */
    public static String written(String name) {
        return ShadowedCalls.written(name);
    }

    /** The Declarative entry point. */
    public final void pipeline(Closure<?> definition) {
        try {
            globals.declarative().run(this, definition);
        } catch (Throwable t) {
            throw Thrown.<RuntimeException>raw(Thrown.unwrap(t));
        }
    }

    @Override
    public Object getProperty(String name) {
        if (getBinding().hasVariable(name)) {
            return getBinding().getVariable(name);
        }
        Object global = globals.find(name);
        if (global != null) {
            return global;
        }
        try {
            return super.getProperty(name);
        } catch (MissingPropertyException e) {
            throw dsl.misuse("there is no variable named '" + name + "'" + NearestName.hint(name, globals.names()));
        }
    }

    @Override
    public Object invokeMethod(String name, Object arguments) {
        Object[] list = arguments instanceof Object[] several ? several : new Object[] {arguments};
        String written = ShadowedCalls.written(name);
        if (!Dsl.knows(written)) {
            Object value = getBinding().hasVariable(written) ? getBinding().getVariable(written) : globals.find(written);
            if (value instanceof Closure<?> closure) {
                return closure.call(list);
            }
        }
        try {
            return dsl.call(written, list);
        } catch (Throwable t) {
            throw Thrown.<RuntimeException>raw(Thrown.unwrap(t));
        }
    }

    /** On Jenkins {@code println} writes to the build's log. */
    @Override
    public void println(Object value) {
        echo(value);
    }

    @Override
    public void print(Object value) {
        echo(value);
    }

    @Override
    public void println() {
        echo("");
    }

    private void echo(Object value) {
        invokeMethod("echo", new Object[] {Map.of("message", String.valueOf(value))});
    }
}
