package io.jenkins.plugins.mlcd.cli.verify;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What is verified, and where. Either {@code war} or {@code url} is there.
 *
 * @param plugins directory with what the plugin depends on, for a war
 * @param hpi the plugin
 * @param project this project's directory, as this machine sees it
 * @param agentProject the same as the agents see it
 * @param launcher the command {@code mlcd}
 * @param work directory for the home, the target and logs; empty or not there
 * @param patience how long a build may take
 * @param trials of the sweep
 * @param keep whether jobs, and the home of a war, stay
 */
public record Settings(Optional<Path> war, Optional<Path> plugins, Optional<URI> url, Optional<JenkinsClient.Login> login, Path hpi, Path project, String agentProject,
        Path launcher, Path work, Duration patience, int trials, List<String> javaOptions, boolean keep) {

    public Settings {
        if (war.isPresent() == url.isPresent()) {
            throw new IllegalArgumentException("give either --war or --url");
        }
        if (war.isPresent() && plugins.isEmpty()) {
            throw new IllegalArgumentException("--war needs --plugins, a directory of .jpi or .hpi files with Pipeline and what else the plugin depends on");
        }
        javaOptions = List.copyOf(javaOptions);
    }
}
