package io.jenkins.plugins.mlcd.embedded.config;

import io.jenkins.plugins.mlcd.webhook.WebhookSource;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The settings of {@code mlcd run} and {@code mlcd up} that are no options of the command line.
 *
 * @param targets deployment targets that the run starts
 * @param clusters deployment targets in Kubernetes clusters, which are there already
 * @param outbox where mails go, instead of {@code <home>/outbox}
 * @param parameters initial values of parameters, instead of those that the Jenkinsfile declares
 * @param prometheus servers that steps may name
 * @param alertmanager where {@code mlcd up} asks whether an alert still fires when its build starts
 * @param webhooks who sends webhooks with a secret of its own
 * @param sensitivities of monitor rules: what high, medium, low and interval mean, as texts that were checked
 * @param smtp the server that mails go to, instead of the outbox
 */
public record RunConfig(
        List<LocalTargetConfig> targets,
        List<ClusterTargetConfig> clusters,
        Optional<Path> outbox,
        Map<String, String> parameters,
        List<PrometheusConfig> prometheus,
        Optional<URI> alertmanager,
        List<WebhookConfig> webhooks,
        Map<String, String> sensitivities,
        Optional<Smtp> smtp) {

    public static final RunConfig EMPTY =
            new RunConfig(List.of(), List.of(), Optional.empty(), Map.of(), List.of(), Optional.empty(), List.of(), Map.of(), Optional.empty());

    public RunConfig {
        targets = List.copyOf(targets);
        clusters = List.copyOf(clusters);
        parameters = Map.copyOf(parameters);
        prometheus = List.copyOf(prometheus);
        webhooks = List.copyOf(webhooks);
        sensitivities = Map.copyOf(sensitivities);
    }

    /**
     * A Prometheus server.
     *
     * @param name as steps name it
     * @param url of the server
     * @param credentialsId of the environment's credentials; absent for none
     * @param tokenFile with a bearer token; absent for none
     * @param certificate PEM that is trusted; absent for those of the JVM
     * @param skipTlsVerification trust every server
     * @param timeout of a request; absent for the default
     */
    public record PrometheusConfig(
            String name, String url, Optional<String> credentialsId, Optional<Path> tokenFile, Optional<String> certificate, boolean skipTlsVerification, Optional<String> timeout) {}

    /**
     * A target in a cluster.
     *
     * @param kind {@code kubernetes} or {@code kserve}
     * @param name as steps name it
     * @param where file and line of its settings, for messages
     * @param settings as the plugin's global configuration has them: text, or a mapping of one symbol to its own settings
     */
    public record ClusterTargetConfig(String kind, String name, String where, Map<String, Object> settings) {}

    /**
     * Somebody who sends webhooks of one kind, which nobody else may send then.
     *
     * @param secretFile with secrets, one a line
     * @param credentialsIds of the environment's credentials: secret texts
     */
    public record WebhookConfig(String name, WebhookSource.Kind kind, WebhookSource.Scheme scheme, Optional<Path> secretFile, List<String> credentialsIds,
            int ratePerSecond) {

        public WebhookConfig {
            credentialsIds = List.copyOf(credentialsIds);
        }
    }

    /**
     * A mail server.
     *
     * @param from the sender of mails
     */
    public record Smtp(String host, int port, String from) {}

    /**
     * A target that the run starts as a child process.
     *
     * @param name as steps name it
     * @param port of users' requests, 0 for a free one
     * @param adminPort of the admin API, 0 for a free one
     * @param initial the model that is in production before the first build
     * @param traffic what is sent to it
     */
    public record LocalTargetConfig(String name, int port, int adminPort, Optional<InitialModel> initial, List<TrafficPhase> traffic) {
        public LocalTargetConfig {
            traffic = List.copyOf(traffic);
        }
    }

    /**
     * A model that a command trains when the target is first used.
     *
     * @param model name in the registry, where it becomes version 0
     * @param command a shell command that leaves the model in {@code ML_MODEL_DIR}
     */
    public record InitialModel(String model, String command) {}

    /**
     * Requests that users send.
     *
     * @param data a data set part, below the project's root
     * @param rate requests a second, more than 0
     * @param feedback whether true labels follow
     * @param afterPromotion starts only when a build has promoted a model; otherwise at once
     * @param delay after which it starts
     * @param count how many requests, endless when absent
     */
    public record TrafficPhase(String data, double rate, boolean feedback, boolean afterPromotion, Duration delay, OptionalLong count) {}
}
