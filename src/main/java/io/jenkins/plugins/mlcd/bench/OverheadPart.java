package io.jenkins.plugins.mlcd.bench;

import io.jenkins.plugins.mlcd.sweep.Ask;
import io.jenkins.plugins.mlcd.sweep.Direction;
import io.jenkins.plugins.mlcd.sweep.History;
import io.jenkins.plugins.mlcd.sweep.Limits;
import io.jenkins.plugins.mlcd.sweep.ModelPolicy;
import io.jenkins.plugins.mlcd.sweep.NoPruner;
import io.jenkins.plugins.mlcd.sweep.Report;
import io.jenkins.plugins.mlcd.sweep.Sampler;
import io.jenkins.plugins.mlcd.sweep.SearchSpace;
import io.jenkins.plugins.mlcd.sweep.Study;
import io.jenkins.plugins.mlcd.sweep.StudyDefinition;
import io.jenkins.plugins.mlcd.sweep.Suggestion;
import io.jenkins.plugins.mlcd.sweep.TpeSampler;
import io.jenkins.plugins.mlcd.sweep.Trial;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SplittableRandom;

/** What one ask and tell of {@code tpe} costs with ten parameters, in memory and with the record, beside Optuna's in memory. */
final class OverheadPart implements SweepPart {

    private static final int PARAMETERS = 10;
    private static final int ASKS = 100;
    private static final Map<String, SearchSpace> SPACES = spaces();

    private static Map<String, SearchSpace> spaces() {
        Map<String, Object> space = new LinkedHashMap<>();
        for (int i = 0; i < PARAMETERS; i++) {
            space.put("x" + i, "0.0..1.0");
        }
        return Map.of("", SearchSpace.parse(space));
    }

    @Override
    public String name() {
        return "overhead";
    }

    @Override
    public void run(SweepOptions options, PrintWriter out, Aims aims) throws Exception {
        inMemory(new History(SPACES, Direction.MINIMIZE), 2_000);
        Table table = new Table("median ms of an ask and tell", "1,000 trials", "10,000", "100,000");
        double[] memory = {inMemory(1_000), inMemory(10_000), inMemory(100_000)};
        double[] recorded = recorded();
        table.row("tpe in memory", memory[0], memory[1], memory[2]);
        table.row("tpe with the synced record", recorded[0], recorded[1], recorded[2]);
        Optional<OptunaPeer> found = OptunaPeer.start();
        if (found.isPresent()) {
            try (OptunaPeer peer = found.get()) {
                table.row("Optuna " + peer.version() + " in memory", 1000 * peer.overhead(1_000, PARAMETERS, 20),
                        1000 * peer.overhead(10_000, PARAMETERS, 5), "not measured");
            }
        } else {
            out.println("the peer is missing: no Python here can import optuna (Debian: apt-get install python3-optuna)");
        }
        table.print(out);
        aims.atMost("ask_tell_ms_at_1000", memory[0], 1);
        aims.atMost("ask_tell_ms_at_10000", memory[1], 5);
        aims.atMost("recorded_ask_tell_ms_at_1000", recorded[0], 5);
        aims.atMost("recorded_ask_tell_ms_at_100000", recorded[2], 5);
    }

    private static double inMemory(int finished) {
        History history = new History(SPACES, Direction.MINIMIZE);
        SplittableRandom random = new SplittableRandom(1);
        for (int number = 0; number < finished; number++) {
            Suggestion suggestion = new Suggestion("", SPACES.get("").at(random.doubles(PARAMETERS).toArray()));
            history.put(SamplerRun.complete(number, suggestion, value(suggestion.params())));
        }
        return inMemory(history, finished);
    }

    private static double inMemory(History history, int finished) {
        Sampler sampler = new TpeSampler(1, TpeSampler.DEFAULT_STARTUP_TRIALS);
        double[] millis = new double[ASKS];
        for (int i = 0; i < ASKS; i++) {
            long start = System.nanoTime();
            Suggestion suggestion = sampler.suggest(SPACES, history, finished + i, new SplittableRandom(i));
            history.put(SamplerRun.complete(finished + i, suggestion, value(suggestion.params())));
            millis[i] = (System.nanoTime() - start) / 1e6;
        }
        return median(millis);
    }

    /** One study that grows; its first trials are written without waiting for the disk, as its file is only read back. */
    private static double[] recorded() throws IOException {
        double[] medians = new double[3];
        int[] sizes = {1_000, 10_000, 100_000};
        for (int i = 0; i < sizes.length; i++) {
            Path directory = Files.createTempDirectory("mlcd-bench");
            Path file = directory.resolve("study-bench.jsonl");
            StudyLog.write(file, definition(), sizes[i]);
            try (Study study = Study.open(file, definition(), InstantSource.system(), Study.Orphans.LOST)) {
                medians[i] = recorded(study);
            } finally {
                Files.deleteIfExists(file);
                Files.deleteIfExists(directory);
            }
        }
        return medians;
    }

    private static double recorded(Study study) throws IOException {
        double[] millis = new double[ASKS];
        for (int i = 0; i < ASKS; i++) {
            long start = System.nanoTime();
            Trial trial = ((Ask.Run) study.ask("1")).trial();
            study.report(trial.number(), trial.attempt(), new Report(OptionalInt.of(0), Map.of("loss", value(trial.params())), Map.of()));
            study.tell(trial.number(), trial.attempt());
            millis[i] = (System.nanoTime() - start) / 1e6;
        }
        return median(millis);
    }

    private static StudyDefinition definition() {
        return new StudyDefinition("bench", "loss", Direction.MINIMIZE, SPACES, new TpeSampler(1, TpeSampler.DEFAULT_STARTUP_TRIALS), new NoPruner(),
                Limits.trials(1_000_000), new ModelPolicy(ModelPolicy.Keep.NONE, 1));
    }

    private static double value(Map<String, Object> params) {
        return params.values().stream().mapToDouble(x -> (Double) x).sum();
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }
}
