package io.jenkins.plugins.mlcd.embedded.target;

import io.jenkins.plugins.mlcd.embedded.config.RunConfig.PrometheusConfig;
import io.jenkins.plugins.mlcd.embedded.script.UserError;
import io.jenkins.plugins.mlcd.jenkins.config.MlcdConfiguration;
import io.jenkins.plugins.mlcd.jenkins.config.PrometheusProvider;
import java.nio.file.Path;
import java.util.List;

/** Makes the Prometheus servers of {@code mlcd.yaml} known to the plugin's configuration. */
public final class PrometheusServers {

    private PrometheusServers() {}

    /** Without any, what the plugin knows stays as it is. */
    public static void configure(List<PrometheusConfig> servers) {
        if (!servers.isEmpty()) {
            MlcdConfiguration.get().setPrometheusProviders(servers.stream().map(PrometheusServers::provider).toList());
        }
    }

    private static PrometheusProvider provider(PrometheusConfig server) {
        PrometheusProvider provider = new PrometheusProvider(server.name(), server.url());
        provider.setCredentialsId(server.credentialsId().orElse(null));
        provider.setTokenFile(server.tokenFile().map(Path::toString).orElse(null));
        provider.setSkipTlsVerification(server.skipTlsVerification());
        try {
            provider.setCertificate(server.certificate().orElse(null));
            server.timeout().ifPresent(provider::setTimeout);
        } catch (IllegalArgumentException e) {
            throw new UserError("mlcd.yaml: prometheus '" + server.name() + "': " + e.getMessage());
        }
        return provider;
    }
}
