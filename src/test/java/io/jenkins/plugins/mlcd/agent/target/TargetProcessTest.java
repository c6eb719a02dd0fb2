package io.jenkins.plugins.mlcd.agent.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.mlcd.agent.data.InputShape;
import io.jenkins.plugins.mlcd.agent.model.ModelDescription;
import io.jenkins.plugins.mlcd.record.Json;
import io.jenkins.plugins.mlcd.target.LocalTargetClient;
import io.jenkins.plugins.mlcd.target.ModelZip;
import io.jenkins.plugins.mlcd.target.Role;
import java.io.File;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code mlcd target} and the model servers it starts, as processes, with a model that is a shell loop. */
@Timeout(120)
class TargetProcessTest {

    private static final String LOOP = "while read -r line; do id=${line#*'\"id\":\"'}; id=${id%%'\"'*}; "
            + "printf '{\"id\":\"%s\",\"prediction\":\"dark\",\"confidence\":0.9}\\n' \"$id\"; done";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private Path dir;

    private final List<Process> started = new ArrayList<>();

    @AfterEach
    void killAll() throws Exception {
        for (Process process : started) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
        }
    }

    private Process target(String... more) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1", "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                "io.jenkins.plugins.mlcd.cli.Mlcd", "target", "--directory", dir.resolve("target").toString()));
        command.addAll(List.of(more));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(out().toFile());
        builder.environment().remove("MLCD_LAUNCHER");
        Process process = builder.start();
        started.add(process);
        return process;
    }

    private Path out() {
        return dir.resolve("out.log");
    }

    private LocalTargetClient admin() throws Exception {
        File announced = dir.resolve("target/target.json").toFile();
        await().atMost(PATIENCE).until(announced::exists);
        String url = Json.read(announced.toPath(), JsonNode.class).get("adminUrl").asText();
        String token = Files.readString(dir.resolve("target/admin.token")).strip();
        return new LocalTargetClient(URI.create(url), () -> token);
    }

    private Path model() throws Exception {
        Path model = Files.createDirectories(dir.resolve("model"));
        new ModelDescription("mlcd/model", 1, "loop", Map.of(), "command", List.of("dark", "bright"), InputShape.image(2, 2, 1),
                        Optional.empty(), Optional.empty(), Map.of(), Optional.empty(), Optional.empty(), Optional.of(List.of("sh", "-c", LOOP)))
                .write(model);
        return model;
    }

    private static int predict(LocalTargetClient admin) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(admin.state().dataUrl() + "/predict"))
                .POST(BodyPublishers.ofString("{\"input\": [0, 0, 0, 1]}"))
                .build();
        HttpResponse<String> answer = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
        return answer.statusCode();
    }

    @Test
    void servesComesBackAfterAKillAndLeavesNoProcessBehind() throws Exception {
        Process process = target();
        LocalTargetClient admin = admin();
        admin.deploy(Role.STABLE, "digits:0", ModelZip.of(model()));
        assertThat(predict(admin)).isEqualTo(200);

        ProcessHandle server = process.children().findFirst().orElseThrow();
        server.destroyForcibly();
        await().atMost(PATIENCE).until(() -> process.children().anyMatch(child -> child.pid() != server.pid()));
        await().atMost(PATIENCE).until(() -> predict(admin) == 200);

        List<ProcessHandle> family = process.descendants().toList();
        assertThat(family).isNotEmpty();
        process.destroyForcibly().waitFor();
        await().atMost(PATIENCE).until(() -> family.stream().noneMatch(ProcessHandle::isAlive));

        Files.delete(dir.resolve("target/target.json"));
        Process again = target();
        assertThat(predict(admin())).isEqualTo(200);
        List<ProcessHandle> children = again.descendants().toList();
        again.destroy();
        assertThat(again.waitFor(40, TimeUnit.SECONDS)).isTrue();
        assertThat(children).noneMatch(ProcessHandle::isAlive);
        assertThat(dir.resolve("target/target.json")).doesNotExist();
    }

    @Test
    void aPortThatIsTakenIsOneLineAndStatus2() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Process process = target("--port", Integer.toString(taken.getLocalPort()));

            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isEqualTo(2);
            assertThat(Files.readAllLines(out())).hasSize(1).first().asString()
                    .contains("cannot listen on 127.0.0.1:" + taken.getLocalPort());
        }
    }
}
