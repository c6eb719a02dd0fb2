package io.jenkins.plugins.mlcd.embedded.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.mlcd.embedded.script.UserError;
import io.jenkins.plugins.mlcd.webhook.WebhookSource.Kind;
import io.jenkins.plugins.mlcd.webhook.WebhookSource.Scheme;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunConfigReaderTest {

    @TempDir
    Path directory;

    private RunConfig read(String yaml) throws IOException {
        Path file = directory.resolve("mlcd.yaml");
        Files.writeString(file, yaml);
        return RunConfigReader.read(file);
    }

    @Test
    void readsATargetWithItsTraffic() throws Exception {
        RunConfig config = read("""
                targets:
                  production:
                    local:
                      port: 8080
                      model: digits
                      initialModel: mlcd train --data x
                      traffic:
                        - {data: a/production, rate: 40, feedback: true}
                        - {data: a/drifted, rate: 2.5, after: promoted, delay: 20s, count: 100}
                mail:
                  outbox: mails
                """);
        assertThat(config.outbox()).contains(directory.resolve("mails"));
        RunConfig.LocalTargetConfig target = config.targets().get(0);
        assertThat(target.name()).isEqualTo("production");
        assertThat(target.port()).isEqualTo(8080);
        assertThat(target.initial()).contains(new RunConfig.InitialModel("digits", "mlcd train --data x"));
        assertThat(target.traffic()).containsExactly(
                new RunConfig.TrafficPhase("a/production", 40, true, false, Duration.ZERO, OptionalLong.empty()),
                new RunConfig.TrafficPhase("a/drifted", 2.5, false, true, Duration.ofSeconds(20), OptionalLong.of(100)));
    }

    @Test
    void readsWhatTheSensitivitiesOfMonitorRulesMean() throws Exception {
        assertThat(read("sensitivities: {medium: 3 in 30m, interval: 30s}").sensitivities()).isEqualTo(Map.of("medium", "3 in 30m", "interval", "30s"));
        assertThatThrownBy(() -> read("sensitivities: {medium: often}")).hasMessageContaining("mlcd.yaml:1").hasMessageContaining("such as '5 in 1h'");
        assertThatThrownBy(() -> read("sensitivities: {huge: 1 in 1h}")).hasMessageContaining("mlcd.yaml:1").hasMessageContaining("huge");
        assertThatThrownBy(() -> read("sensitivities: {medium: 40 in 1h}")).hasMessageContaining("medium no more than low");
    }

    @Test
    void readsATargetInAClusterAsItsSettingsAre() throws Exception {
        RunConfig config = read("""
                targets:
                  production:
                    kubernetes:
                      deployment: digits
                      router: {istio: {virtualService: digits}}
                      provider: {prometheus: {url: 'http://p', variables: {a: b}}}
                """);
        assertThat(config.targets()).isEmpty();
        assertThat(config.clusters()).containsExactly(new RunConfig.ClusterTargetConfig("kubernetes", "production", "mlcd.yaml:4", Map.of(
                "deployment", "digits",
                "router", Map.of("istio", Map.of("virtualService", "digits")),
                "provider", Map.of("prometheus", Map.of("url", "http://p", "variables", Map.of("a", "b"))))));
    }

    @Test
    void readsPrometheusServers() throws Exception {
        assertThat(read("prometheus: {cluster: {url: 'https://p:9090', credentialsId: PROM_TOKEN, tokenFile: secrets/token, skipTlsVerification: true, timeout: 3s}}").prometheus())
                .containsExactly(new RunConfig.PrometheusConfig(
                        "cluster", "https://p:9090", Optional.of("PROM_TOKEN"), Optional.of(directory.resolve("secrets/token")), Optional.empty(), true, Optional.of("3s")));
        assertThatThrownBy(() -> read("prometheus: {cluster: {url: 'p:9090'}}")).hasMessageContaining("mlcd.yaml:1").hasMessageContaining("'p:9090' is not an http or https URL");
    }

    @Test
    void readsWhoSendsWebhooksWithASecretOfItsOwn() throws Exception {
        RunConfig config = read("""
                alertmanager: http://127.0.0.1:9093
                webhooks:
                  production-alerts: {kind: alertmanager, secretFile: alerts.secrets}
                  lake: {kind: s3, scheme: basic, credentialsId: minio-new, previousCredentialsId: minio-old, ratePerSecond: 50}
                """);
        assertThat(config.alertmanager()).contains(URI.create("http://127.0.0.1:9093"));
        assertThat(config.webhooks()).containsExactly(
                new RunConfig.WebhookConfig("production-alerts", Kind.ALERTMANAGER, Scheme.BEARER, Optional.of(directory.resolve("alerts.secrets")), List.of(), 1_000),
                new RunConfig.WebhookConfig("lake", Kind.S3, Scheme.BASIC, Optional.empty(), List.of("minio-new", "minio-old"), 50));
    }

    @Test
    void readsAMailServer() throws Exception {
        assertThat(read("mail: {smtp: {host: mail.example.org, port: 2525, from: mlcd@example.org}}").smtp())
                .contains(new RunConfig.Smtp("mail.example.org", 2525, "mlcd@example.org"));
        assertThat(read("mail: {smtp: {host: mail.example.org}}").smtp()).contains(new RunConfig.Smtp("mail.example.org", 25, "mlcd@localhost"));
    }

    @Test
    void anEmptyFileIsAnEmptyConfiguration() throws Exception {
        assertThat(read("")).isEqualTo(RunConfig.EMPTY);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "target: {} | mlcd.yaml:1: unknown setting 'target'; did you mean 'targets'?",
        "- a | mlcd.yaml:1: the file must be a mapping of names and values",
        "targets: [a] | mlcd.yaml:1: 'targets' must be a mapping of names and values",
        "targets:~  p: {locl: {}} | mlcd.yaml:2: unknown setting 'locl' in 'targets.p'; did you mean 'local'?",
        "targets:~  p: {} | mlcd.yaml:2: 'targets.p' needs one of 'local', 'kubernetes' and 'kserve'",
        "targets:~  p: {local: {}, kubernetes: {}} | mlcd.yaml:2: 'targets.p' needs one of 'local', 'kubernetes' and 'kserve'",
        "targets:~  p: {local: {port: 70000}} | mlcd.yaml:2: 'targets.p.local.port' must be a number from 0 to 65535, not '70000'",
        "targets:~  p: {local: {port: many}} | mlcd.yaml:2: 'targets.p.local.port' must be a number from 0 to 65535, not 'many'",
        "targets:~  'a/b': {local: {}} | mlcd.yaml:2: target 'a/b' is not a name: use 1 to 64 letters, digits, '.', '_' or '-', starting with a letter or digit",
        "targets:~  p: {local: {traffic: {data: x}}} | mlcd.yaml:2: 'targets.p.local.traffic' must be a list",
        "targets:~  p: {local: {traffic: [{rate: 1}]}} | mlcd.yaml:2: 'targets.p.local.traffic[0]' needs 'data'",
        "targets:~  p: {local: {traffic: [{data: x, feedback: perhaps}]}} | mlcd.yaml:2: 'targets.p.local.traffic[0].feedback' must be true or false, not 'perhaps'",
        "targets:~  p: {local: {traffic: [{data: x, after: noon}]}} | mlcd.yaml:2: 'targets.p.local.traffic[0].after' must be start or promoted, not 'noon'",
        "alertmanager: localhost:9093 | mlcd.yaml:1: 'alertmanager' must be an http or https URL, not 'localhost:9093'",
        "mail: {smtp: {port: 25}} | mlcd.yaml:1: 'mail.smtp' needs 'host'",
        "mail: {smtp: {host: h, port: 0}} | mlcd.yaml:1: 'mail.smtp.port' must be a number from 1 to 65535, not '0'",
        "mail: {smpt: {}} | mlcd.yaml:1: unknown setting 'smpt' in 'mail'; did you mean 'smtp'?",
        "webhooks:~  a: {kind: s3} | mlcd.yaml:2: 'webhooks.a' needs 'secretFile' or 'credentialsId', because without a secret nothing is accepted",
        "webhooks:~  a: {secretFile: x} | mlcd.yaml:2: 'webhooks.a' needs 'kind'",
        "webhooks:~  a: {kind: s4, secretFile: x} | mlcd.yaml:2: webhook kind 's4' is not one of alertmanager, dataset, s3, gcs, cloudevents, git, dvc, model",
        "webhooks:~  a: {kind: s3, scheme: none, secretFile: x} | mlcd.yaml:2: webhook scheme 'none' is not one of bearer, basic, hmac, github, gitlab, query",
        "webhooks:~  a b: {kind: s3, secretFile: x} | mlcd.yaml:2: webhook source 'a b' is not a name: use 1 to 64 letters, digits, '.', '_' or '-', starting with a letter or digit",
        "webhooks:~  a: {kind: s3, secretFile: x, ratePerSecond: 0} | mlcd.yaml:2: 'webhooks.a.ratePerSecond' must be a number from 1 to 10000, not '0'",
        "targets:~  p: {local: {initialModel: x}} | mlcd.yaml:2: 'model' and 'initialModel' belong together: the name of a model and the command that trains it",
    })
    void refusesAMistakeWithItsLine(String yaml, String message) {
        assertThatThrownBy(() -> read(yaml.replace("~", "\n"))).isInstanceOf(UserError.class).hasMessage(message);
    }

    @Test
    void refusesWhatIsNoYaml() {
        assertThatThrownBy(() -> read("a: b\n c: ]")).isInstanceOf(UserError.class).hasMessageStartingWith("mlcd.yaml:2: ");
    }
}
