package io.jenkins.plugins.mlcd.cli;

import io.jenkins.plugins.mlcd.agent.data.Part;
import io.jenkins.plugins.mlcd.agent.replay.Replay;
import io.jenkins.plugins.mlcd.agent.replay.ReplayOptions;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Visibility;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code mlcd replay}: traffic for a target, made of the samples of a data set. */
@Command(name = "replay", mixinStandardHelpOptions = true, description = "Sends the samples of a data set to a target as prediction requests.")
public final class ReplayCommand implements Callable<Integer> {

    private static final long SUMMARY_MILLIS = 5_000;

    @Spec
    private CommandSpec spec;

    @Option(names = "--url", required = true, description = "Where the target takes predictions, such as http://127.0.0.1:8080.")
    private URI url;

    @Option(names = "--data", required = true, paramLabel = "PART", description = "The part of a data set to send.")
    private Path data;

    @Option(names = "--rate", defaultValue = "50", description = "Requests a second (default: ${DEFAULT-VALUE}).")
    private double rate;

    @Option(names = "--count", defaultValue = "9223372036854775807", showDefaultValue = Visibility.NEVER,
            description = "Requests to send; default: until it is stopped.")
    private long count;

    @Option(names = "--feedback", description = "Send the true label of each sample that has one, shortly after its answer.")
    private boolean feedback;

    @Option(names = "--concurrency", defaultValue = "64", description = "Most requests at once (default: ${DEFAULT-VALUE}).")
    private int concurrency;

    @Option(names = "--seed", defaultValue = "1", description = "Seed of the samples' order (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(names = "--end-with-stdin", description = "End when standard input is closed, as it is when the parent process dies.")
    private boolean endWithStdin;

    @Override
    public Integer call() throws IOException, InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        try (Ending ending = Ending.onSignal(endWithStdin);
                Replay replay = new Replay(new ReplayOptions(url, rate, count, feedback, concurrency, seed), Part.read(data))) {
            Thread summaries = new Thread(() -> summarise(replay, ending, out), "summaries");
            summaries.setDaemon(true);
            summaries.start();
            replay.run(ending::isAsked);
            summaries.interrupt();
            print(out, replay);
            return replay.figures().answered() == 0 ? 1 : 0;
        } catch (IllegalArgumentException e) {
            throw new UsageException(e.getMessage());
        }
    }

    private static void summarise(Replay replay, Ending ending, PrintWriter out) {
        try {
            while (!ending.await(SUMMARY_MILLIS)) {
                print(out, replay);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void print(PrintWriter out, Replay replay) {
        synchronized (replay) {
            out.println(replay.figures().summary());
            out.flush();
        }
    }
}
