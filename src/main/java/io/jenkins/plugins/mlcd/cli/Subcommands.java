package io.jenkins.plugins.mlcd.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The subcommands by name. Classes are listed by name and loaded on demand: a start loads only the command that was
 * asked for, and the command line does not depend on the rooms above it, such as the embedded host.
 */
final class Subcommands {

    private static final Map<String, String> CLASSES = classes();

    private Subcommands() {}

    private static Map<String, String> classes() {
        Map<String, String> classes = new LinkedHashMap<>();
        classes.put("run", "io.jenkins.plugins.mlcd.embedded.RunCommand");
        classes.put("up", "io.jenkins.plugins.mlcd.embedded.UpCommand");
        classes.put("doctor", "io.jenkins.plugins.mlcd.embedded.DoctorCommand");
        classes.put("lint", "io.jenkins.plugins.mlcd.embedded.LintCommand");
        classes.put("override", "io.jenkins.plugins.mlcd.embedded.OverrideCommand");
        classes.put("rollout", "io.jenkins.plugins.mlcd.embedded.RolloutCommand");
        classes.put("ui", "io.jenkins.plugins.mlcd.embedded.UiCommand");
        for (String name : new String[] {
            "train", "evaluate", "load", "algorithms", "data", "serve", "target", "replay", "profile", "monitor", "report", "registry", "labels", "export", "alerts", "bench"
        }) {
            String capital = Character.toUpperCase(name.charAt(0)) + name.substring(1);
            classes.put(name, "io.jenkins.plugins.mlcd.cli." + capital + "Command");
        }
        classes.put("verify-jenkins", "io.jenkins.plugins.mlcd.cli.VerifyJenkinsCommand");
        classes.put("check-server", "io.jenkins.plugins.mlcd.cli.CheckServerCommand");
        classes.put("warm-up", "io.jenkins.plugins.mlcd.cli.WarmUpCommand");
        return classes;
    }

    static Set<String> names() {
        return CLASSES.keySet();
    }

    /** The class of the subcommand {@code name}; empty when there is no such command in this build. */
    static Optional<Class<?>> find(String name) {
        String className = CLASSES.get(name);
        if (className == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(Class.forName(className));
        } catch (ClassNotFoundException e) {
            return Optional.empty();
        }
    }
}
