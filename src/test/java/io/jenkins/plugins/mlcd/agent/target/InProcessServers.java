package io.jenkins.plugins.mlcd.agent.target;

import io.jenkins.plugins.mlcd.agent.model.ModelDescription;
import io.jenkins.plugins.mlcd.agent.profile.ImageFeatures;
import io.jenkins.plugins.mlcd.agent.serve.FakePredictor;
import io.jenkins.plugins.mlcd.agent.serve.Batching;
import io.jenkins.plugins.mlcd.agent.serve.ModelServer;
import io.jenkins.plugins.mlcd.agent.serve.ServeOptions;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Real model servers with a fake model, in this JVM; a model whose directory holds a file "broken" does not start. */
final class InProcessServers implements ServerLauncher {

    final Map<String, Instance> running = new ConcurrentHashMap<>();
    final AtomicInteger starts = new AtomicInteger();

    private final Path capture;

    InProcessServers(Path capture) {
        this.capture = capture;
    }

    @Override
    public Running start(String model, Path directory) throws IOException {
        starts.incrementAndGet();
        Instance instance = new Instance(model);
        if (Files.exists(directory.resolve("broken"))) {
            instance.ready.completeExceptionally(new IOException("its server ended with status 1: the weights are torn"));
            return instance;
        }
        ServeOptions plain = ServeOptions.of(model);
        instance.server = ModelServer.listen(
                plain.withWindow(Duration.ofMillis(100)).with(new Batching(10_000, Batching.DEFAULT_SIZE, Duration.ZERO)).withCapture(capture),
                InstantSource.system());
        instance.server.serve(instance.predictor, new ImageFeatures(2, 2, Optional.empty()));
        running.put(model, instance);
        instance.ready.complete(URI.create(instance.server.url()));
        return instance;
    }

    /** A model directory as the fake model needs it. */
    static Path model(Path directory) throws IOException {
        Files.createDirectories(directory);
        ModelDescription described = FakePredictor.describe();
        described.write(directory);
        Files.writeString(directory.resolve("weights.txt"), "0.5");
        return directory;
    }

    final class Instance implements Running {
        final FakePredictor predictor = new FakePredictor();
        final String model;
        private final CompletableFuture<URI> ready = new CompletableFuture<>();
        private final CompletableFuture<String> ended = new CompletableFuture<>();
        private ModelServer server;

        Instance(String model) {
            this.model = model;
        }

        @Override
        public CompletableFuture<URI> ready() {
            return ready;
        }

        @Override
        public CompletableFuture<String> ended() {
            return ended;
        }

        /** As a crash: the server is gone, and nobody asked it to. */
        void crash() {
            running.remove(model, this);
            server.close();
            ended.complete("it crashed");
        }

        @Override
        public void stop() {
            running.remove(model, this);
            if (server != null) {
                server.close();
            }
            ended.complete("it was stopped");
        }
    }
}
