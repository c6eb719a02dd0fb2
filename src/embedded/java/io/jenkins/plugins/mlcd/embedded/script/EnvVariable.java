package io.jenkins.plugins.mlcd.embedded.script;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import groovy.lang.GroovyObjectSupport;
import hudson.EnvVars;
import io.jenkins.plugins.mlcd.embedded.engine.Branch;
import java.io.IOException;
import java.util.Map;

/** The global variable {@code env}: reads the environment of the place in the script, and sets variables for the whole build. */
public final class EnvVariable extends GroovyObjectSupport {

    private final Map<String, String> overrides;

    /** @param overrides what the script sets; safe for use by several threads */
    public EnvVariable(Map<String, String> overrides) {
        this.overrides = overrides;
    }

    @Override
    @CheckForNull
    public Object getProperty(String name) {
        return getEnvironment().get(name);
    }

    @Override
    public void setProperty(String name, Object value) {
        if (value == null) {
            overrides.remove(name);
        } else {
            overrides.put(name, value.toString());
        }
    }

    public EnvVars getEnvironment() {
        try {
            return Branch.current().value(EnvVars.class);
        } catch (IOException | InterruptedException e) {
            throw Thrown.<RuntimeException>raw(e);
        }
    }
}
