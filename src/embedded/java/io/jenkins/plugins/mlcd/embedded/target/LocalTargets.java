package io.jenkins.plugins.mlcd.embedded.target;

import io.jenkins.plugins.mlcd.embedded.config.RunConfig.ClusterTargetConfig;
import io.jenkins.plugins.mlcd.embedded.config.RunConfig.LocalTargetConfig;
import io.jenkins.plugins.mlcd.embedded.engine.ChildProcesses;
import io.jenkins.plugins.mlcd.jenkins.config.MlcdConfiguration;
import io.jenkins.plugins.mlcd.jenkins.config.Target;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** The targets of a run: started with it, known to the plugin's configuration, and stopped with it. */
public final class LocalTargets implements AutoCloseable {

    private final List<AutoCloseable> closing = new ArrayList<>();

    private LocalTargets() {}

    /**
     * Starts {@code configs}, deploys what is in production, and begins the traffic.
     *
     * @param clusters targets that are there already
     * @param home of the run
     * @param project where commands and data sets are
     * @param job directory of the job
     * @param say what the user should read
     */
    public static LocalTargets start(List<LocalTargetConfig> configs, List<ClusterTargetConfig> clusters, Path home, Path project, Path job, Map<String, String> environment,
            ChildProcesses children, Consumer<String> say) throws IOException, InterruptedException {
        LocalTargets targets = new LocalTargets();
        List<Target> known = new ArrayList<>(clusters.stream().map(ClusterTargets::of).toList());
        try {
            for (LocalTargetConfig config : configs) {
                Path directory = home.resolve("targets").resolve(config.name()).toAbsolutePath();
                RunningTarget target =
                        RunningTarget.start(config, new RunningTarget.Place(directory, project, job, environment, children));
                targets.closing.add(target);
                say.accept("Target '" + config.name() + "' serves " + target.dataUrl());
                target.deploy(say).ifPresent(version -> say.accept("Target '" + config.name() + "' runs " + version.id()));
                TrafficPlan traffic = new TrafficPlan(target, job, Instant.now(), say);
                targets.closing.add(traffic);
                traffic.start();
                known.add(target.target());
            }
        } catch (IOException | InterruptedException | RuntimeException e) {
            targets.close();
            throw e;
        }
        if (!known.isEmpty()) {
            MlcdConfiguration.get().setTargets(known);
        }
        return targets;
    }

    /** Stops traffic before targets. */
    @Override
    public void close() throws IOException {
        for (int i = closing.size() - 1; i >= 0; i--) {
            try {
                closing.get(i).close();
            } catch (IOException e) {
                throw e;
            } catch (Exception e) {
                throw new IOException(e);
            }
        }
        closing.clear();
    }
}
