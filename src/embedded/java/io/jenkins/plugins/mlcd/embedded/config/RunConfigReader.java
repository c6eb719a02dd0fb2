package io.jenkins.plugins.mlcd.embedded.config;

import io.jenkins.plugins.mlcd.embedded.config.RunConfig.ClusterTargetConfig;
import io.jenkins.plugins.mlcd.embedded.config.RunConfig.InitialModel;
import io.jenkins.plugins.mlcd.embedded.config.RunConfig.LocalTargetConfig;
import io.jenkins.plugins.mlcd.embedded.config.RunConfig.PrometheusConfig;
import io.jenkins.plugins.mlcd.embedded.config.RunConfig.Smtp;
import io.jenkins.plugins.mlcd.embedded.config.RunConfig.TrafficPhase;
import io.jenkins.plugins.mlcd.embedded.config.RunConfig.WebhookConfig;
import io.jenkins.plugins.mlcd.embedded.script.UserError;
import io.jenkins.plugins.mlcd.monitor.rules.Sensitivities;
import io.jenkins.plugins.mlcd.prometheus.PrometheusServer;
import io.jenkins.plugins.mlcd.record.BuildLayout;
import io.jenkins.plugins.mlcd.record.Durations;
import io.jenkins.plugins.mlcd.webhook.WebhookSource;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads {@code mlcd.yaml}. A mistake is a {@link UserError} of one line with the file, the line in it and the rule. */
public final class RunConfigReader {

    private static final int MAX_PORT = 65_535;
    private static final int SMTP_PORT = 25;
    private static final double MAX_RATE = 10_000;
    private static final double MAX_COUNT = 1e12;

    private RunConfigReader() {}

    public static RunConfig read(Path path) throws IOException {
        String file = path.getFileName().toString();
        Optional<Node> root;
        try {
            root = new Compose(LoadSettings.builder().setLabel(file).build()).composeString(Files.readString(path));
        } catch (MarkedYamlEngineException e) {
            int line = e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(1);
            throw new UserError(file + ":" + line + ": " + e.getProblem());
        } catch (YamlEngineException e) {
            throw new UserError(file + ": " + String.valueOf(e.getMessage()).replaceAll("\\s+", " "));
        }
        return root.isEmpty() ? RunConfig.EMPTY : config(YamlMap.of(file, "", root.get()), path.toAbsolutePath().getParent());
    }

    private static RunConfig config(YamlMap top, Path directory) {
        top.only("targets", "mail", "parameters", "prometheus", "alertmanager", "webhooks", "sensitivities");
        List<LocalTargetConfig> targets = new ArrayList<>();
        List<ClusterTargetConfig> clusters = new ArrayList<>();
        top.map("targets").ifPresent(map -> map.names().forEach(name -> {
            YamlMap kind = kind(name, map);
            String word = kind.names().iterator().next();
            if (word.equals("local")) {
                targets.add(local(name, kind.map(word).orElseThrow()));
            } else {
                clusters.add(new ClusterTargetConfig(word, name, kind.position(word), kind.map(word).orElseThrow().plain()));
            }
        }));
        Optional<YamlMap> mails = top.map("mail").map(mail -> mail.only("outbox", "smtp"));
        Optional<Path> outbox = mails.flatMap(mail -> mail.text("outbox")).map(directory::resolve);
        Map<String, String> parameters = new LinkedHashMap<>();
        top.map("parameters").ifPresent(map -> map.names().forEach(name -> parameters.put(name, map.requiredText(name))));
        List<PrometheusConfig> prometheus = new ArrayList<>();
        top.map("prometheus").ifPresent(map -> map.names().forEach(name -> prometheus.add(prometheus(name, map, directory))));
        return new RunConfig(targets, clusters, outbox, parameters, prometheus, top.text("alertmanager").map(text -> web(top, text)), webhooks(top, directory), sensitivities(top),
                mails.flatMap(mail -> mail.map("smtp")).map(RunConfigReader::smtp));
    }

    private static Map<String, String> sensitivities(YamlMap top) {
        Optional<YamlMap> words = top.map("sensitivities").map(map -> map.only("high", "medium", "low", "interval"));
        Map<String, String> texts = new LinkedHashMap<>();
        words.ifPresent(map -> map.names().forEach(name -> texts.put(name, map.requiredText(name))));
        try {
            Sensitivities.parse(texts);
        } catch (IllegalArgumentException e) {
            throw new UserError(top.position("sensitivities") + ": " + e.getMessage());
        }
        return texts;
    }

    private static Smtp smtp(YamlMap smtp) {
        smtp.only("host", "port", "from");
        return new Smtp(smtp.requiredText("host"), (int) smtp.number("port", SMTP_PORT, 1, MAX_PORT), smtp.text("from").orElse("mlcd@localhost"));
    }

    private static PrometheusConfig prometheus(String name, YamlMap servers, Path directory) {
        YamlMap server = servers.map(name).orElseThrow().only("url", "credentialsId", "tokenFile", "certificate", "skipTlsVerification", "timeout");
        String url = server.requiredText("url");
        try {
            BuildLayout.requireName("Prometheus server", name);
            PrometheusServer.at(url);
        } catch (IllegalArgumentException e) {
            throw server.error("url", e.getMessage());
        }
        return new PrometheusConfig(name, url, server.text("credentialsId"), server.text("tokenFile").map(directory::resolve), server.text("certificate"),
                server.flag("skipTlsVerification"), server.text("timeout"));
    }

    private static List<WebhookConfig> webhooks(YamlMap top, Path directory) {
        List<WebhookConfig> webhooks = new ArrayList<>();
        top.map("webhooks").ifPresent(map -> map.names().forEach(name -> webhooks.add(webhook(name, map.map(name).orElseThrow(), directory))));
        return webhooks;
    }

    private static WebhookConfig webhook(String name, YamlMap source, Path directory) {
        source.only("kind", "scheme", "secretFile", "credentialsId", "previousCredentialsId", "ratePerSecond");
        List<String> ids = Stream.of("credentialsId", "previousCredentialsId").flatMap(key -> source.text(key).stream()).toList();
        if (ids.isEmpty() && !source.has("secretFile")) {
            throw source.error("kind", "'webhooks." + name + "' needs 'secretFile' or 'credentialsId', because without a secret nothing is accepted");
        }
        try {
            BuildLayout.requireName("webhook source", name);
            return new WebhookConfig(name, WebhookSource.Kind.of(source.requiredText("kind")), WebhookSource.Scheme.of(source.text("scheme").orElse("bearer")),
                    source.text("secretFile").map(directory::resolve), ids, (int) source.number("ratePerSecond", WebhookSource.DEFAULT_RATE, 1, MAX_RATE));
        } catch (IllegalArgumentException e) {
            throw source.error("kind", e.getMessage());
        }
    }

    private static URI web(YamlMap top, String text) {
        if (text.matches("https?://[^/\\s]+(/\\S*)?")) {
            return URI.create(text);
        }
        throw top.error("alertmanager", "'alertmanager' must be an http or https URL, not '" + text + "'");
    }

    private static YamlMap kind(String name, YamlMap targets) {
        try {
            BuildLayout.requireName("target", name);
        } catch (IllegalArgumentException e) {
            throw targets.error(name, e.getMessage());
        }
        YamlMap kinds = targets.map(name).orElseThrow().only("local", "kubernetes", "kserve");
        if (kinds.names().size() != 1) {
            throw targets.error(name, "'" + targets.below(name) + "' needs one of 'local', 'kubernetes' and 'kserve'");
        }
        return kinds;
    }

    private static LocalTargetConfig local(String name, YamlMap local) {
        local.only("port", "adminPort", "model", "initialModel", "traffic");
        if (local.has("initialModel") != local.has("model")) {
            throw local.error("initialModel", "'model' and 'initialModel' belong together: the name of a model and the command that trains it");
        }
        Optional<InitialModel> initial =
                local.text("initialModel").map(command -> new InitialModel(local.requiredText("model"), command));
        return new LocalTargetConfig(name, (int) local.number("port", 0, 0, MAX_PORT), (int) local.number("adminPort", 0, 0, MAX_PORT),
                initial, local.maps("traffic").stream().map(RunConfigReader::phase).toList());
    }

    private static TrafficPhase phase(YamlMap phase) {
        phase.only("data", "rate", "feedback", "after", "delay", "count");
        String after = phase.text("after").orElse("start");
        if (!after.equals("start") && !after.equals("promoted")) {
            throw phase.error("after", "'" + phase.below("after") + "' must be start or promoted, not '" + after + "'");
        }
        double count = phase.number("count", 0, 1, MAX_COUNT);
        return new TrafficPhase(phase.requiredText("data"), phase.number("rate", 10, 0.01, MAX_RATE), phase.flag("feedback"),
                after.equals("promoted"), delay(phase), count == 0 ? OptionalLong.empty() : OptionalLong.of((long) count));
    }

    private static Duration delay(YamlMap phase) {
        try {
            return phase.text("delay").map(text -> Durations.parse(phase.below("delay"), text)).orElse(Duration.ZERO);
        } catch (IllegalArgumentException e) {
            throw phase.error("delay", e.getMessage());
        }
    }
}
