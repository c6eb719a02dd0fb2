package io.jenkins.plugins.mlcd.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.mlcd.record.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A headless Chromium that opens pages and answers what a script on them finds out, over its own DevTools protocol. */
final class Chromium implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Process process;
    private final Path profile;
    private final WebSocket socket;
    private final Map<Integer, CompletableFuture<JsonNode>> waiting = new ConcurrentHashMap<>();
    private int sent;

    private Chromium(Process process, Path profile, URI target) {
        this.process = process;
        this.profile = profile;
        this.socket = HttpClient.newHttpClient().newWebSocketBuilder().buildAsync(target, new Messages()).join();
    }

    /** Where it is installed; empty when it is not. */
    static Optional<Path> installed() {
        return Stream.of("chromium", "chromium-browser", "google-chrome")
                .flatMap(name -> Arrays.stream(System.getenv("PATH").split(":")).map(directory -> Path.of(directory, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    static Chromium start(Path program) throws IOException, InterruptedException {
        Path profile = Files.createTempDirectory("mlcd-bench-chromium");
        Process process = new ProcessBuilder(List.of(program.toString(), "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
                        "--disable-component-update", "--disable-sync", "--window-size=1280,900", "--remote-debugging-port=0", "--user-data-dir=" + profile, "about:blank"))
                .redirectErrorStream(true)
                .redirectOutput(profile.resolve("output.txt").toFile())
                .start();
        Path port = profile.resolve("DevToolsActivePort");
        for (int i = 0; i < 600 && (Files.notExists(port) || Files.readAllLines(port).isEmpty()); i++) {
            Thread.sleep(50);
        }
        URI list = URI.create("http://127.0.0.1:" + Files.readAllLines(port).get(0) + "/json/list");
        String pages = HttpClient.newHttpClient().send(HttpRequest.newBuilder(list).build(), BodyHandlers.ofString()).body();
        for (JsonNode page : Json.mapper().readTree(pages)) {
            if (page.path("type").asText().equals("page")) {
                return new Chromium(process, profile, URI.create(page.path("webSocketDebuggerUrl").asText()));
            }
        }
        throw new IOException("Chromium has no page to work with");
    }

    private final class Messages implements WebSocket.Listener {

        private final StringBuilder text = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                try {
                    JsonNode message = Json.mapper().readTree(text.toString());
                    CompletableFuture<JsonNode> answer = waiting.remove(message.path("id").asInt(-1));
                    if (answer != null) {
                        answer.complete(message);
                    }
                } catch (IOException e) {
                    waiting.values().forEach(answer -> answer.completeExceptionally(e));
                }
                text.setLength(0);
            }
            from.request(1);
            return null;
        }
    }

    private JsonNode call(String method, ObjectNode parameters) throws IOException {
        int id = ++sent;
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        waiting.put(id, answer);
        ObjectNode message = Json.object().put("id", id).put("method", method);
        message.set("params", parameters);
        socket.sendText(Json.line(message), true);
        JsonNode result = answer.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
        if (result.has("error") || result.path("result").has("exceptionDetails")) {
            throw new IOException(method + " failed in Chromium: " + result);
        }
        return result.path("result");
    }

    /** Opens {@code address} and returns what {@code script}, the body of an async function, returns there. */
    JsonNode open(URI address, String script) throws IOException {
        call("Page.navigate", Json.object().put("url", "about:blank"));
        call("Page.navigate", Json.object().put("url", address.toString()));
        return evaluate(script);
    }

    JsonNode evaluate(String script) throws IOException {
        return call("Runtime.evaluate", Json.object().put("expression", "(async () => {" + script + "})()").put("awaitPromise", true).put("returnByValue", true))
                .path("result").path("value");
    }

    @Override
    public void close() throws IOException {
        socket.abort();
        // The children write to the profile, too, and may outlive their parent.
        List<ProcessHandle> all = Stream.concat(process.descendants(), Stream.of(process.toHandle())).toList();
        all.forEach(ProcessHandle::destroyForcibly);
        CompletableFuture.allOf(all.stream().map(ProcessHandle::onExit).toArray(CompletableFuture[]::new)).orTimeout(5, TimeUnit.SECONDS)
                .exceptionally(late -> null).join();
        Directories.delete(profile);
    }
}
