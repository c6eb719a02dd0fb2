package io.jenkins.plugins.mlcd.cli;

import io.jenkins.plugins.mlcd.agent.model.Predictor;
import io.jenkins.plugins.mlcd.agent.profile.FeatureFile;
import io.jenkins.plugins.mlcd.agent.profile.ReferenceProfile;
import io.jenkins.plugins.mlcd.agent.serve.Batching;
import io.jenkins.plugins.mlcd.agent.serve.CaptureLog;
import io.jenkins.plugins.mlcd.agent.serve.CaptureOptions;
import io.jenkins.plugins.mlcd.agent.serve.DroppedFields;
import io.jenkins.plugins.mlcd.agent.serve.ModelServer;
import io.jenkins.plugins.mlcd.agent.serve.Patience;
import io.jenkins.plugins.mlcd.agent.serve.PortTakenException;
import io.jenkins.plugins.mlcd.agent.serve.ServeOptions;
import io.jenkins.plugins.mlcd.record.Durations;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code mlcd serve}: serves one model over HTTP until it gets a signal. */
@Command(name = "serve", mixinStandardHelpOptions = true, description = "Serves a model over HTTP: predictions, metrics, profiles, captured samples.")
public final class ServeCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private ServedFunction function;

    @Option(names = "--name", paramLabel = "NAME:VERSION", description = "Name in replies and metrics; default: that of the directory or file.")
    private Optional<String> name;

    @Option(names = "--host", defaultValue = "127.0.0.1", description = "Address to listen on (default: ${DEFAULT-VALUE}).")
    private String host;

    @Option(names = "--port", defaultValue = "0", description = "Port to listen on; 0 takes a free one (default: ${DEFAULT-VALUE}).")
    private int port;

    @Option(names = "--capture", paramLabel = "DIR", description = "Capture inputs, outputs and true labels to files in this directory.")
    private Optional<Path> capture;

    @Option(names = "--capture-rate", defaultValue = "1.0", description = "Share of the predictions to capture, 0 to 1 (default: ${DEFAULT-VALUE}).")
    private double captureRate;

    @Option(names = "--capture-max", paramLabel = "MIB", defaultValue = "512",
            description = "Size of all capture files; the oldest are deleted (default: ${DEFAULT-VALUE} MiB).")
    private long captureMebibytes;

    @Option(names = "--window", defaultValue = "1m", description = "Length of a profile window (default: ${DEFAULT-VALUE}).")
    private String window;

    @Option(names = "--queue", defaultValue = "" + Batching.DEFAULT_QUEUE,
            description = "Requests that may wait for the model; more get 429 (default: ${DEFAULT-VALUE}).")
    private int queue;

    @Option(names = "--batch", defaultValue = "" + Batching.DEFAULT_SIZE,
            description = "Most requests that go through the model together (default: ${DEFAULT-VALUE}).")
    private int batch;

    @Option(names = "--batch-wait", defaultValue = "0s",
            description = "How long a request may wait for others to fill a batch; 0s takes what has queued up (default: ${DEFAULT-VALUE}).")
    private String batchWait;

    @Option(names = "--timeout", defaultValue = "30s", description = "A request without an answer after this gets 504 (default: ${DEFAULT-VALUE}).")
    private String timeout;

    @Option(names = "--drain-delay", defaultValue = "0s",
            description = "At SIGTERM, how long requests are still taken while /readyz says 503 already (default: ${DEFAULT-VALUE}).")
    private String drainDelay;

    @Option(names = "--drop-fields", split = ",", paramLabel = "FIELD",
            description = "Fields that are neither captured nor profiled, such as name or customer.email.")
    private List<String> dropFields = List.of();

    @Option(names = "--capture-max-request", paramLabel = "KIB", defaultValue = "256",
            description = "A prediction that takes more in the capture is left out of it (default: ${DEFAULT-VALUE} KiB).")
    private int captureRequestKibibytes;

    @Option(names = "--capture-rotate", defaultValue = "1h", description = "Age at which a capture file is closed (default: ${DEFAULT-VALUE}).")
    private String captureRotate;

    @Option(names = "--capture-keep", defaultValue = "30d", description = "Age at which a capture file is deleted (default: ${DEFAULT-VALUE}).")
    private String captureKeep;

    @Option(names = "--replicas", split = ",", paramLabel = "URL",
            description = "The servers of this model, this one among them, for GET /profile?replicas=true; a host name stands for all its addresses.")
    private List<URI> replicas = List.of();

    @Option(names = "--end-with-stdin", description = "End when standard input is closed, as it is when the parent process dies.")
    private boolean endWithStdin;

    @Override
    public Integer call() throws IOException, InterruptedException {
        try (Ending ending = Ending.onSignal(endWithStdin, Durations.parse("drain-delay", drainDelay));
                ModelServer server = ModelServer.listen(options(), InstantSource.system())) {
            Predictor predictor = function.load();
            Path model = function.directory();
            server.serve(predictor, FeatureFile.readOrPlain(model, predictor.description().input()), ReferenceProfile.read(model), FeatureFile.embedding(model));
            PrintWriter out = spec.commandLine().getOut();
            out.println(ModelServer.readyLine(options().name(), server.url()));
            out.flush();
            ending.await();
        } catch (PortTakenException | IllegalArgumentException e) {
            throw new UsageException(e.getMessage());
        }
        return 0;
    }

    private ServeOptions options() {
        String called = name.orElseGet(function::name);
        ServeOptions plain = ServeOptions.of(called)
                .on(host, port)
                .withWindow(Durations.parse("window", window))
                .with(new Batching(queue, batch, Durations.parse("batch-wait", batchWait)))
                .with(new DroppedFields(dropFields))
                .withReplicas(replicas)
                .with(Patience.DEFAULT.withAnswer(Durations.parse("timeout", timeout)).withDrain(Durations.parse("drain-delay", drainDelay)));
        return capture.map(directory -> plain.with(captured(directory))).orElse(plain);
    }

    private CaptureOptions captured(Path directory) {
        CaptureOptions.Limits limits = new CaptureOptions.Limits(
                CaptureLog.SEGMENT_BYTES,
                Durations.parse("capture-rotate", captureRotate),
                Math.max(CaptureLog.SEGMENT_BYTES, captureMebibytes << 20),
                Durations.parse("capture-keep", captureKeep));
        return new CaptureOptions(directory, captureRate, captureRequestKibibytes << 10, limits);
    }
}
