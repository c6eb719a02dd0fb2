package io.jenkins.plugins.mlcd.jenkins.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hudson.util.FormValidation;
import io.jenkins.plugins.mlcd.jenkins.config.LocalTarget;
import io.jenkins.plugins.mlcd.jenkins.config.MlcdConfiguration;
import io.jenkins.plugins.mlcd.jenkins.config.PrometheusProvider;
import io.jenkins.plugins.mlcd.jenkins.steps.canary.PrometheusRolloutProvider;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrometheusRolloutProviderTest {

    @TempDir
    Path home;

    private final LocalTarget target = new LocalTarget("production", "http://127.0.0.1:1");
    private StepHarness jenkins;

    @BeforeEach
    void start() throws Exception {
        jenkins = new StepHarness(home);
    }

    @AfterEach
    void stop() {
        jenkins.close();
    }

    @Test
    void usesTheOnlyServerThatIsConfigured() {
        PrometheusRolloutProvider provider = new PrometheusRolloutProvider();
        assertThatThrownBy(() -> provider.provider(target)).hasMessage("prometheus: write url or name; configured are the servers []");

        MlcdConfiguration.get().setPrometheusProviders(List.of(new PrometheusProvider("cluster", "http://127.0.0.1:9090")));
        assertThat(provider.provider(target)).isNotNull();

        MlcdConfiguration.get().setPrometheusProviders(
                List.of(new PrometheusProvider("cluster", "http://127.0.0.1:9090"), new PrometheusProvider("edge", "http://127.0.0.1:9091")));
        assertThatThrownBy(() -> provider.provider(target)).hasMessageContaining("configured are the servers [cluster, edge]");
        provider.setName("moon");
        assertThatThrownBy(() -> provider.provider(target)).hasMessage("prometheus: no server 'moon' is configured; there are [cluster, edge]");
    }

    @Test
    void refusesTwoServersOfOneName() {
        PrometheusProvider cluster = new PrometheusProvider("cluster", "http://127.0.0.1:9090");
        assertThatThrownBy(() -> MlcdConfiguration.get().setPrometheusProviders(List.of(cluster, cluster))).hasMessageContaining("'cluster'");
    }

    @Test
    void asksForWhatIsMissingBeforeARolloutStarts() {
        PrometheusRolloutProvider provider = new PrometheusRolloutProvider();
        provider.setUrl("http://127.0.0.1:9090");
        provider.setSource("istio");
        assertThatThrownBy(() -> provider.provider(target)).hasMessageContaining("{{workload}}");
        provider.setVariables(Map.of("workload", "digits", "namespace", "ml"));
        assertThat(provider.provider(target)).isNotNull();

        assertThatThrownBy(() -> provider.setSource("envoy")).hasMessageContaining("'envoy' is neither serve nor istio");
        assertThatThrownBy(() -> provider.setObservations(Map.of("orders", Map.of("count", "shown")))).hasMessageContaining("'orders' needs count and sum");
        assertThatThrownBy(() -> provider.setGauges(Map.of("Depth", "1"))).hasMessageContaining("'Depth'");
    }

    @Test
    void testsAConnectionAndSaysWhatIsWrongWithIt() throws Exception {
        PrometheusProvider.DescriptorImpl descriptor = new PrometheusProvider.DescriptorImpl();
        FormValidation answer = descriptor.doTestConnection("cluster", "http://127.0.0.1:1", "", "", "", false, "1s");
        assertThat(answer.kind).isEqualTo(FormValidation.Kind.ERROR);
        assertThat(answer.getMessage()).contains("Prometheus at http://127.0.0.1:1 does not answer");

        Path token = Files.writeString(home.resolve("token"), "t".repeat(20_000));
        assertThat(descriptor.doTestConnection("cluster", "http://127.0.0.1:1", "", token.toString(), "", false, "1s").getMessage()).contains("longer than a token");
        assertThat(descriptor.doTestConnection("cluster", "http://127.0.0.1:1", "nobody", "", "", false, "1s").getMessage())
                .contains("nobody", "is no secret text and no user with a password that the controller has");
        assertThat(descriptor.doCheckUrl("ftp://x").kind).isEqualTo(FormValidation.Kind.ERROR);
        assertThat(descriptor.doCheckCertificate("none").kind).isEqualTo(FormValidation.Kind.ERROR);
    }
}
