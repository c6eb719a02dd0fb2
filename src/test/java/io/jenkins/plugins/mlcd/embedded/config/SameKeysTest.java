package io.jenkins.plugins.mlcd.embedded.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.mlcd.jenkins.config.MlcdConfiguration;
import io.jenkins.plugins.mlcd.jenkins.config.PrometheusProvider;
import io.jenkins.plugins.mlcd.jenkins.config.SensitivitySettings;
import io.jenkins.plugins.mlcd.jenkins.webhook.WebhookSender;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** What can be configured in Jenkins can be in {@code mlcd.yaml}, under the names of docs/reference/configuration.md; a new setting of the one needs a decision about the other. */
class SameKeysTest {

    private static final Map<String, String> HEADS = Map.of("targets", "targets", "prometheusProviders", "prometheus", "webhookSources", "webhooks", "sensitivities", "sensitivities");

    /** What has no sense on one's own machine. */
    private static final Set<String> OF_SERVERS_ONLY = Set.of("trustedProxies", "allowedUrls");

    @TempDir
    Path directory;

    private static Set<String> settable(Class<?> type) {
        Set<String> names = new TreeSet<>();
        for (Method method : type.getMethods()) {
            if (method.isAnnotationPresent(DataBoundSetter.class)) {
                names.add(Character.toLowerCase(method.getName().charAt(3)) + method.getName().substring(4));
            }
        }
        for (Constructor<?> constructor : type.getConstructors()) {
            if (constructor.isAnnotationPresent(DataBoundConstructor.class)) {
                Stream.of(constructor.getParameters()).map(Parameter::getName).forEach(names::add);
            }
        }
        return names;
    }

    private RunConfig read(String yaml) throws Exception {
        return RunConfigReader.read(Files.writeString(directory.resolve("mlcd.yaml"), yaml));
    }

    @Test
    void everyHeadOfJenkinsIsDecided() {
        Set<String> decided = new TreeSet<>(HEADS.keySet());
        decided.addAll(OF_SERVERS_ONLY);
        assertThat(settable(MlcdConfiguration.class)).isEqualTo(decided);
    }

    @Test
    void everyHeadIsKnown() {
        HEADS.values().forEach(head -> assertThatCode(() -> read(head + ": {}\n")).as(head).doesNotThrowAnyException());
        OF_SERVERS_ONLY.forEach(head -> assertThatThrownBy(() -> read(head + ": []\n")).hasMessageContaining("unknown setting"));
    }

    @Test
    void aPrometheusServerHasTheSameFields() throws Exception {
        assertKnown("prometheus: {x: {url: 'http://p', %s}}", settable(PrometheusProvider.class), Set.of("name", "url"), Map.of("skipTlsVerification", "true", "timeout", "3s"));
    }

    @Test
    void aSenderOfWebhooksHasTheSameFields() throws Exception {
        assertKnown("webhooks: {x: {kind: s3, secretFile: s, %s}}", settable(WebhookSender.class), Set.of("name", "kind", "alertmanagerUrl"), Map.of("scheme", "bearer", "ratePerSecond", "5"));
    }

    @Test
    void sensitivitiesHaveTheSameFields() throws Exception {
        assertThatThrownBy(() -> read("sensitivities: {none: 1}")).hasMessageContaining("unknown setting");
        for (String field : settable(SensitivitySettings.class)) {
            assertThatCode(() -> read("sensitivities: {" + field + ": x}")).as(field).satisfies(thrown -> assertThat(thrown == null ? "" : thrown.getMessage()).doesNotContain("unknown setting"));
        }
    }

    private void assertKnown(String yaml, Set<String> fields, Set<String> elsewhere, Map<String, String> values) throws Exception {
        assertThatThrownBy(() -> read(yaml.formatted("noSuchField: x"))).hasMessageContaining("unknown setting");
        assertThat(fields).containsAll(elsewhere);
        String all = fields.stream().filter(field -> !elsewhere.contains(field)).map(field -> field + ": " + values.getOrDefault(field, "x")).collect(Collectors.joining(", "));
        assertThatCode(() -> read(yaml.formatted(all))).as(all).doesNotThrowAnyException();
    }
}
