package io.jenkins.plugins.mlcd.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.jenkins.plugins.mlcd.record.Json;
import java.io.IOException;
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
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code mlcd serve} as a process: a file and a function are all it needs, and a signal ends it in order. */
@Timeout(120)
class ServeCommandTest {

    private static final String READY = "serving predict:1 on ";

    @TempDir
    private Path dir;

    private final HttpClient client = HttpClient.newHttpClient();
    private final List<Process> started = new ArrayList<>();

    @AfterEach
    void killAll() throws Exception {
        for (Process process : started) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
        }
    }

    private Process serve(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1", "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")), "io.jenkins.plugins.mlcd.cli.Mlcd", "serve"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(out().toFile()).start();
        started.add(process);
        return process;
    }

    private Path out() {
        return dir.resolve("out.log");
    }

    private String url(Process process) {
        await().atMost(Duration.ofSeconds(60)).until(() -> !process.isAlive() || Files.readString(out()).contains(READY));
        String said = read(out());
        assertThat(said).contains(READY);
        return said.substring(said.indexOf(READY) + READY.length()).lines().findFirst().orElseThrow();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private HttpResponse<String> predict(String url) throws Exception {
        return client.send(HttpRequest.newBuilder(URI.create(url + "/predict")).POST(BodyPublishers.ofString("{\"input\": [0.5, 0.5]}")).build(), BodyHandlers.ofString());
    }

    private int status(String url) throws Exception {
        return client.send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.discarding()).statusCode();
    }

    @Test
    void servesAFileAndAFunctionUntilASignalAndThenDrains() throws Exception {
        assumeTrue(Stream.of(System.getenv("PATH").split(":")).anyMatch(place -> Files.isExecutable(Path.of(place, "python3"))),
                "left out, because there is no python3");
        Files.writeString(dir.resolve("predict.py"), """
                import sys, time
                def predict(row):
                    print("seen", file=sys.stderr)
                    time.sleep(0.05)
                    return {"low": 1 - row[0], "high": row[0] * row[1] / row[1]}
                """);
        Process process = serve("--function", dir.resolve("predict.py") + ":predict", "--classes", "low,high", "--features", "2", "--name", "predict:1", "--capture", dir.resolve("captured").toString(),
                "--drain-delay", "1s");
        String url = url(process);
        HttpResponse<String> answer = predict(url);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(Json.parseObject(answer.body()).get("confidence").asDouble()).isEqualTo(0.5);
        assertThat(status(url + "/readyz")).isEqualTo(200);

        process.destroy();

        await().atMost(Duration.ofSeconds(5)).until(() -> status(url + "/readyz") == 503);
        assertThat(predict(url).statusCode()).as("a balancer that has not noticed yet").isEqualTo(200);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.descendants()).isEmpty();
        try (Stream<Path> files = Files.list(dir.resolve("captured"))) {
            assertThat(Files.readAllLines(files.findFirst().orElseThrow())).hasSize(2);
        }
        assertThat(read(out())).as("what the function prints is in the log").contains("python3: seen");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "--command cat                                     | needs --classes, and either --features or --image",
        "--command cat --model .                           | give one of --model, --function and --command",
        "--model nothing.txt --classes a,b --features 2    | is neither a directory nor a file that ends with .pt, .onnx, .ubj or .json",
        "--command cat --classes a,b --image 28            | --image '28' is not a size such as 28x28",
        "--model . --batch 0                               | batch must be 1 to 4096, but is 0",
        "--model . --drop-fields id                        | drop-fields 'id' is needed",
    })
    void saysWhichOptionIsWrong(String arguments, String message) {
        java.io.StringWriter err = new java.io.StringWriter();
        int status = Mlcd.commandLine().setErr(new java.io.PrintWriter(err)).execute(("serve " + arguments.strip()).split(" +"));

        assertThat(status).isEqualTo(2);
        assertThat(err.toString()).contains(message);
    }
}
