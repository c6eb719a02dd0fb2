package io.jenkins.plugins.mlcd.embedded.script;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.EnvVars;
import io.jenkins.plugins.mlcd.embedded.engine.Branch;
import io.jenkins.plugins.mlcd.embedded.engine.PipelineBuild;
import java.io.IOException;
import java.util.Map;
import java.util.TreeSet;

/** The global variables of a script; what is none of them may still be a variable of the environment, as on Jenkins. */
public final class Globals {

    private final EnvVariable env;
    private final PipelineBuild build;
    private final Declarative declarative;
    private final Map<String, Object> parameters;

    /** What runs a {@code pipeline { ... }} block. */
    @FunctionalInterface
    public interface Declarative {
        void run(PipelineScript script, groovy.lang.Closure<?> definition) throws Throwable;
    }

    /** @param parameters of this build; what is put in later is seen by the script */
    public Globals(PipelineBuild build, EnvVariable env, Map<String, Object> parameters, Declarative declarative) {
        this.env = env;
        this.build = build;
        this.parameters = parameters;
        this.declarative = declarative;
    }

    public EnvVariable env() {
        return env;
    }

    public Map<String, Object> parameters() {
        return parameters;
    }

    Declarative declarative() {
        return declarative;
    }

    @CheckForNull
    Object find(String name) {
        return switch (name) {
            case "env" -> env;
            case "params" -> parameters;
            case "currentBuild" -> new CurrentBuild(build.run());
            case "scm" -> Scm.PROJECT;
            default -> environment().get(name);
        };
    }

    TreeSet<String> names() {
        TreeSet<String> names = new TreeSet<>(environment().keySet());
        names.add("env");
        names.add("params");
        names.add("currentBuild");
        return names;
    }

    private static EnvVars environment() {
        try {
            return Branch.current().value(EnvVars.class);
        } catch (IOException | InterruptedException e) {
            throw Thrown.<RuntimeException>raw(e);
        }
    }
}
