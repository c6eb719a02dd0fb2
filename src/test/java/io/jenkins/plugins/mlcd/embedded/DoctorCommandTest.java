package io.jenkins.plugins.mlcd.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.mlcd.record.Json;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class DoctorCommandTest {

    @TempDir
    Path directory;

    private final StringWriter out = new StringWriter();

    private int doctor(String... arguments) {
        return new CommandLine(new DoctorCommand()).setOut(new PrintWriter(out)).setErr(new PrintWriter(out)).execute(arguments);
    }

    @Test
    void examinesWhatTheConfigurationNames() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Path config = Files.writeString(directory.resolve("mlcd.yaml"), """
                    targets:
                      production:
                        local:
                          port: %d
                      cluster:
                        kubernetes:
                          deployment: digits
                          kubeconfigCredentialsId: kube
                          router: istio
                    """.formatted(taken.getLocalPort()));

            int status = doctor("--config", config.toString(), "--home", directory.toString(), "--json");

            assertThat(status).as(out.toString()).isOne();
            JsonNode found = Json.mapper().readTree(out.toString());
            assertThat(found.findValuesAsText("what")).contains("Java", "disk for " + directory, "PyTorch", "XGBoost", "target production", "target cluster");
            for (JsonNode each : found) {
                assertThat(each.path("advice").asText().isEmpty()).isEqualTo(each.path("level").asText().equals("ok"));
                if (each.path("what").asText().equals("target production")) {
                    assertThat(each.path("level").asText()).isEqualTo("fail");
                }
                if (each.path("what").asText().equals("target cluster")) {
                    assertThat(each.path("level").asText()).isEqualTo("warn");
                }
            }
        }
    }

    @Test
    void refusesAConfigurationThatIsWrong() throws Exception {
        Path config = Files.writeString(directory.resolve("mlcd.yaml"), "targts: {}\n");
        assertThat(io.jenkins.plugins.mlcd.cli.Mlcd.run("doctor", "--config", config.toString())).isEqualTo(2);
    }
}
