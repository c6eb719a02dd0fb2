package io.jenkins.plugins.mlcd.sources;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The commit that a branch or tag of a remote repository is at, by {@code git ls-remote}; nothing is cloned. Only the transports
 * https, http, ssh, git and file are used, never a helper program that a URL could name.
 */
public final class GitSource implements Source {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final int MAX_OUTPUT = 1 << 20;
    private static final Pattern LINE = Pattern.compile("([0-9a-f]{40}|[0-9a-f]{64})\\s+\\S+");
    private static final Pattern REF = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._/-]{0,254}");

    private final AllowList allowed;
    private final URI url;
    private final String ref;
    private final Map<String, String> environment;

    /** @throws IllegalArgumentException when {@code ref} is no name of a branch or tag */
    public GitSource(AllowList allowed, URI url, String ref) {
        if (!REF.matcher(ref).matches()) {
            throw new IllegalArgumentException("ref '" + ref + "' must be the name of a branch or tag, or HEAD");
        }
        this.allowed = allowed;
        this.url = url;
        this.ref = ref;
        this.environment = Map.of("GIT_ALLOW_PROTOCOL", "https:http:ssh:git:file", "GIT_TERMINAL_PROMPT", "0", "GIT_ASKPASS", "true",
                "GIT_SSH_COMMAND", "ssh -oBatchMode=yes -oConnectTimeout=10", "LC_ALL", "C");
    }

    @Override
    public Optional<Observation> look(Optional<Observation> before) throws IOException, InterruptedException {
        String place = allowed.require(url).toString();
        ProcessBuilder command = new ProcessBuilder(List.of("git", "ls-remote", "--exit-code", "--", place, ref)).redirectErrorStream(true);
        command.environment().putAll(environment);
        Process process = command.start();
        try {
            process.getOutputStream().close();
            // A thread that reads would outlive a process that hangs; what ls-remote says of one ref fits into the pipe.
            if (!process.waitFor(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IOException(AllowList.safe(url) + " did not answer git within " + TIMEOUT.toSeconds() + " s");
            }
            String output = new String(process.getInputStream().readNBytes(MAX_OUTPUT), StandardCharsets.UTF_8);
            return Optional.of(Observation.of("git:" + commit(process.exitValue(), output)));
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    private String commit(int status, String output) throws IOException {
        Matcher line = LINE.matcher(output);
        if (status == 2) {
            throw new IOException(AllowList.safe(url) + " has no branch or tag '" + ref + "'");
        }
        if (status != 0 || !line.find()) {
            String words = output.strip().replaceAll("//[^/@\\s]*@", "//").replaceAll("\\s+", " ");
            throw new IOException("git ls-remote of " + AllowList.safe(url) + " failed: " + words.substring(0, Math.min(words.length(), 300)));
        }
        return line.group(1);
    }
}
