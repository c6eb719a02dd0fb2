package io.jenkins.plugins.mlcd.embedded.script;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.util.Map;

/** Names that a Jenkins with the suggested plugins knows, and that cannot work on one machine without a server. */
public final class Unsupported {

    private static final Map<String, String> REASONS = Map.ofEntries(
            Map.entry("input", "nobody can be asked in mlcd run"),
            Map.entry("build", "mlcd run knows only this one job"),
            Map.entry("withCredentials", "mlcd run has no credentials store; set environment variables instead"),
            Map.entry("tools", "mlcd run installs no tools; they must be on the PATH"),
            Map.entry("tool", "mlcd run installs no tools; they must be on the PATH"),
            Map.entry("bat", "this machine has no Windows shell; use sh"),
            Map.entry("powershell", "this machine has no Windows shell; use sh"),
            Map.entry("pwsh", "use sh 'pwsh ...'"),
            Map.entry("lock", "mlcd run runs one job only"),
            Map.entry("milestone", "mlcd run runs one job only"),
            Map.entry("library", "shared libraries need a Jenkins"),
            Map.entry("libraries", "shared libraries need a Jenkins"),
            Map.entry("docker", "mlcd run starts no containers; use agent any or a label"),
            Map.entry("dockerfile", "mlcd run starts no containers; use agent any or a label"),
            Map.entry("kubernetes", "mlcd run starts no pods; use agent any or a label"),
            Map.entry("podTemplate", "mlcd run starts no pods; use node"),
            Map.entry("git", "mlcd run takes the project's files; use checkout scm"));

    private Unsupported() {}

    /** The sentence for {@code name}, or null when it is not one of these. */
    @CheckForNull
    public static String reason(String name) {
        String reason = REASONS.get(name);
        return reason == null ? null : "'" + name + "' is not supported here: " + reason;
    }
}
