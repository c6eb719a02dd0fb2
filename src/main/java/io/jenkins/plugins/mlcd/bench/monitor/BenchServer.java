package io.jenkins.plugins.mlcd.bench.monitor;

import ai.djl.Model;
import ai.djl.ndarray.types.DataType;
import io.jenkins.plugins.mlcd.agent.data.InputShape;
import io.jenkins.plugins.mlcd.agent.data.Part;
import io.jenkins.plugins.mlcd.agent.model.Algorithms;
import io.jenkins.plugins.mlcd.agent.model.ModelDescription;
import io.jenkins.plugins.mlcd.agent.model.ModelDescription.Serving;
import io.jenkins.plugins.mlcd.agent.model.Predictor;
import io.jenkins.plugins.mlcd.agent.model.Settings;
import io.jenkins.plugins.mlcd.agent.model.Torch;
import io.jenkins.plugins.mlcd.agent.model.TorchNetwork;
import io.jenkins.plugins.mlcd.agent.model.TorchPredictor;
import io.jenkins.plugins.mlcd.agent.profile.FeatureFile;
import io.jenkins.plugins.mlcd.agent.profile.ReferenceProfile;
import io.jenkins.plugins.mlcd.agent.serve.ModelServer;
import io.jenkins.plugins.mlcd.agent.serve.ServeOptions;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A served convolutional network for digits, untrained, since what it answers changes no time; profiled, and captured or not. */
final class BenchServer implements AutoCloseable {

    private static final Path DIGITS = Path.of("examples/data/digits/old/test");
    private static final int SIDE = 28;

    private final ModelServer server;
    private final Predictor model;
    private final Model network;
    private final Path capture;

    private BenchServer(ModelServer server, Predictor model, Model network, Path capture) {
        this.server = server;
        this.model = model;
        this.network = network;
        this.capture = capture;
    }

    /** @throws IOException when the example digits are not there: it is to be called in a checkout */
    static BenchServer start(Path directory, boolean captured) throws IOException {
        InputShape shape = InputShape.image(SIDE, SIDE, 1);
        List<String> classes = IntStream.range(0, 10).mapToObj(Integer::toString).toList();
        TorchNetwork algorithm = (TorchNetwork) Algorithms.named("convnet");
        Model network = Torch.model(algorithm, Settings.of(algorithm, Map.of()), shape, classes.size());
        network.getBlock().initialize(network.getNDManager(), DataType.FLOAT32, Torch.batch(shape, 1));
        Predictor model = TorchPredictor.over(network, ModelDescription.of("pytorch", classes, shape, Optional.empty(), Serving.NONE));
        Files.createDirectories(directory);
        ReferenceProfile.write(directory, Part.read(DIGITS), model);
        Path capture = directory.resolve("capture");
        ServeOptions plain = ServeOptions.of("digits:1");
        ModelServer server = ModelServer.listen(captured ? plain.withCapture(capture) : plain, InstantSource.system());
        server.serve(model, FeatureFile.read(directory), ReferenceProfile.read(directory), FeatureFile.embedding(directory));
        return new BenchServer(server, model, network, capture);
    }

    int port() {
        return server.port();
    }

    Predictor model() {
        return model;
    }

    /** Lets the thread that profiles and captures catch up, so that its work is not charged to whoever is next. */
    void settle() throws InterruptedException {
        Thread.sleep(30);
    }

    /** Predictions that were not profiled or not captured. */
    double dropped() throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(server.url() + "/metrics")).build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofLines()).body()
                .filter(line -> line.startsWith("mlcd_recording_dropped_total"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    /** Predictions that are in the capture. */
    double captured() throws IOException {
        double lines = 0;
        try (Stream<Path> files = Files.list(capture)) {
            for (Path file : files.toList()) {
                try (Stream<String> all = Files.lines(file)) {
                    lines += all.count();
                }
            }
        }
        return lines;
    }

    @Override
    public void close() {
        server.close();
        network.close();
    }
}
