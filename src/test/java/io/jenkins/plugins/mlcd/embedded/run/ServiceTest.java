package io.jenkins.plugins.mlcd.embedded.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.mlcd.embedded.progress.PlainDisplay;
import io.jenkins.plugins.mlcd.embedded.script.UserError;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code mlcd up}: what it serves, and how it stops and goes on. */
class ServiceTest {

    private static final String LONG = """
            pipeline {
              agent any
              triggers {
                mlTrigger(alerts: ['InputDrift'])
                cron('H 3 * * 1')
                pollSCM('H * * * *')
              }
              stages {
                stage('Work') {
                  steps {
                    sh 'if [ -e "$MARK" ]; then echo second attempt; else touch "$MARK"; echo first attempt; sleep 600; fi'
                    echo 'work is done'
                  }
                }
              }
            }
            """;

    @TempDir
    Path directory;

    private final List<RunProcess> started = new ArrayList<>();

    @AfterEach
    void leaveNothing() {
        started.forEach(process -> ProcessHandle.of(process.pid()).ifPresent(ProcessHandle::destroyForcibly));
    }

    private RunProcess up(String... options) throws IOException {
        RunProcess process = RunProcess.up(directory, jenkinsfile(), options);
        started.add(process);
        return process;
    }

    private String jenkinsfile() {
        return LONG.replace("$MARK", directory.resolve("mark").toString());
    }

    @Test
    void stopsInOrderAndTheNextStartGoesOnWithTheBuild() throws Exception {
        RunProcess first = up("--build");
        first.awaitOutput("first attempt");
        assertThat(first.output()).contains("Not watched by mlcd up: pollSCM('H * * * *')").doesNotContain("Not watched by mlcd up: cron");
        first.signal("INT");
        assertThat(first.await(20)).as(first.output()).isZero();
        RunProcess second = up();
        second.awaitOutput("work is done");
        assertThat(second.output()).contains("Going on with job #1", "second attempt");
        accept(second);
        second.signal("TERM");
        assertThat(second.await(20)).as(second.output()).isZero();
        assertThat(Files.readString(directory.resolve("home/jobs/job/builds/1/build.xml"))).contains("SUCCESS");
    }

    /** A webhook is answered by the token that the output names, and by no other; the token itself is not in the output. */
    private void accept(RunProcess process) throws Exception {
        Matcher address = Pattern.compile("http://127\\.0\\.0\\.1:\\d+").matcher(process.output());
        assertThat(address.find()).isTrue();
        Path file = directory.resolve("home/webhook.token");
        String token = Files.readString(file).strip();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------");
        assertThat(process.output()).contains(file.toString()).doesNotContain(token);
        assertThat(post(address.group(), token)).isEqualTo(202);
        assertThat(post(address.group(), token + "x")).isEqualTo(403);
        Files.writeString(file, token + "\nnext-token\n");
        assertThat(post(address.group(), token)).as("the old one, while the new one is there").isEqualTo(202);
        assertThat(post(address.group(), "next-token")).isEqualTo(202);
        Files.writeString(file, "next-token\n");
        assertThat(post(address.group(), token)).as("the old one").isEqualTo(403);
        Files.writeString(file, token + "\n");
    }

    private static int post(String address, String token) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address + "/mlcd/webhook/dataset")).header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json").timeout(Duration.ofSeconds(10))
                .POST(BodyPublishers.ofString("{\"dataset\": \"digits\", \"version\": \"v1\"}")).build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).statusCode();
    }

    @Test
    void saysWhichPortIsTakenAndWhatToDo() throws Exception {
        RunRequest run = new Runs(directory).request(jenkinsfile(), Map.of(), false);
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                PlainDisplay display = new PlainDisplay(new PrintStream(new ByteArrayOutputStream()), InstantSource.system(), Duration.ofSeconds(20))) {
            Service service = new Service(new UpRequest(run, taken.getLocalPort(), false), display);
            assertThatThrownBy(service::run).isInstanceOf(UserError.class)
                    .hasMessageContaining("127.0.0.1:" + taken.getLocalPort()).hasMessageContaining("choose another port with --port");
        }
    }

    @Test
    void refusesAWrongJenkinsfileBeforeItServes() throws Exception {
        RunRequest run = new Runs(directory).request("pipeline {", Map.of(), false);
        try (PlainDisplay display = new PlainDisplay(new PrintStream(new ByteArrayOutputStream()), InstantSource.system(), Duration.ofSeconds(20))) {
            assertThatThrownBy(() -> new Service(new UpRequest(run, 0, false), display).run()).isInstanceOf(UserError.class);
        }
    }
}
