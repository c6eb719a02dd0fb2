package io.jenkins.plugins.mlcd.bench;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.mlcd.record.Json;
import io.jenkins.plugins.mlcd.sweep.AshaPruner;
import io.jenkins.plugins.mlcd.sweep.Curves;
import io.jenkins.plugins.mlcd.sweep.Direction;
import io.jenkins.plugins.mlcd.sweep.HyperbandPruner;
import io.jenkins.plugins.mlcd.sweep.MedianPruner;
import io.jenkins.plugins.mlcd.sweep.PercentilePruner;
import io.jenkins.plugins.mlcd.sweep.Pruner;
import io.jenkins.plugins.mlcd.sweep.Trial;
import io.jenkins.plugins.mlcd.sweep.TrialState;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Random;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;

/**
 * What pruning saves on the recorded learning curves of 288 configurations over 27 epochs, in 1,000 random orders: epochs that the whole
 * grid needs for each that was trained, and how often the study still ends within 0.25 points of the grid's best. Random search has
 * the same number of epochs in the same order.
 */
final class EconomyPart implements SweepPart {

    private static final int ORDERS = 1000;
    private static final double MARGIN = 0.0025;
    private static final double ROUNDING = 1e-9;

    /** One study: epochs trained, the best final value that it found, and whether it gave more grace. */
    private record Outcome(int epochs, double best, boolean graced) {}

    @Override
    public String name() {
        return "economy";
    }

    @Override
    public void run(SweepOptions options, PrintWriter out, Aims aims) throws IOException {
        List<double[]> curves = curves();
        Map<String, Pruner> pruners = new LinkedHashMap<>();
        AshaPruner asha = new AshaPruner(AshaPruner.DEFAULT_MIN_RESOURCE, AshaPruner.DEFAULT_REDUCTION_FACTOR, OptionalInt.empty(),
                AshaPruner.DEFAULT_STARTUP_TRIALS);
        pruners.put("asha()", asha);
        pruners.put("asha(minResource: 1, reductionFactor: 3)", new AshaPruner(1, 3, OptionalInt.empty(), asha.startupTrials()));
        pruners.put("asha(minResource: 3, reductionFactor: 3)", new AshaPruner(3, 3, OptionalInt.empty(), asha.startupTrials()));
        pruners.put("hyperband()", new HyperbandPruner(asha.minResource(), asha.reductionFactor(), OptionalInt.empty()));
        pruners.put("median()", new MedianPruner(PercentilePruner.DEFAULT_STARTUP_TRIALS, 0, 1));
        pruners.put("percentile(percentile: 25)", new PercentilePruner(25, PercentilePruner.DEFAULT_STARTUP_TRIALS, 0, 1));
        Table table = new Table("pruner", "times fewer epochs", "in the worst order", "within 0.25 points", "and 4 times fewer", "random search there", "gave more grace");
        for (Map.Entry<String, Pruner> pruner : pruners.entrySet()) {
            measure(curves, pruner.getKey(), pruner.getValue(), table, pruner.getValue() == asha ? Optional.of(aims) : Optional.empty());
        }
        table.print(out);
    }

    private static void measure(List<double[]> curves, String name, Pruner pruner, Table table, Optional<Aims> aims) {
        int grid = curves.size() * curves.get(0).length;
        double target = curves.stream().mapToDouble(EconomyPart::end).max().orElseThrow() - MARGIN - ROUNDING;
        long epochs = 0;
        int most = 0;
        int hits = 0;
        int both = 0;
        int random = 0;
        int graced = 0;
        for (int order = 0; order < ORDERS; order++) {
            List<double[]> shuffled = new ArrayList<>(curves);
            Collections.shuffle(shuffled, new Random(order));
            Outcome outcome = study(shuffled, pruner);
            epochs += outcome.epochs();
            most = Math.max(most, outcome.epochs());
            hits += outcome.best() >= target ? 1 : 0;
            both += outcome.best() >= target && 4L * outcome.epochs() <= grid ? 1 : 0;
            graced += outcome.graced() ? 1 : 0;
            int whole = Math.round((float) outcome.epochs() / shuffled.get(0).length);
            random += shuffled.stream().limit(whole).mapToDouble(EconomyPart::end).max().orElseThrow() >= target ? 1 : 0;
        }
        double saved = (double) grid * ORDERS / epochs;
        table.row(name, saved, (double) grid / most, (double) hits / ORDERS, (double) both / ORDERS, (double) random / ORDERS, (double) graced / ORDERS);
        double hit = (double) hits / ORDERS;
        double bothAtOnce = (double) both / ORDERS;
        aims.ifPresent(aim -> {
            aim.atLeast("economy_times_fewer_epochs", saved, 4);
            aim.atLeast("economy_within_quarter_point", hit, 0.95);
            aim.atLeast("economy_both_in_the_same_order", bothAtOnce, 0.95);
        });
    }

    private static double end(double[] curve) {
        return curve[curve.length - 1];
    }

    /** One worker tries the configurations in this order. */
    private static Outcome study(List<double[]> configurations, Pruner pruner) {
        Curves curves = new Curves(Direction.MAXIMIZE);
        int epochs = 0;
        double best = 0;
        boolean graced = false;
        for (int number = 0; number < configurations.size(); number++) {
            double[] curve = configurations.get(number);
            TreeMap<Integer, Double> reported = new TreeMap<>();
            boolean pruned = false;
            while (!pruned && reported.size() < curve.length) {
                reported.put(reported.size() + 1, curve[reported.size()]);
                Trial trial = trial(number, TrialState.RUNNING, reported);
                curves.put(trial);
                pruned = pruner.prune(curves, trial).isPresent();
            }
            epochs += reported.size();
            best = pruned ? best : Math.max(best, end(curve));
            curves.put(trial(number, pruned ? TrialState.PRUNED : TrialState.COMPLETE, reported));
            Optional<Pruner.Grace> grace = pruner.review(curves);
            grace.ifPresent(more -> curves.grace(more.step()));
            graced |= grace.isPresent();
        }
        return new Outcome(epochs, best, graced);
    }

    private static Trial trial(int number, TrialState state, TreeMap<Integer, Double> reported) {
        OptionalDouble value = state == TrialState.COMPLETE ? OptionalDouble.of(reported.lastEntry().getValue()) : OptionalDouble.empty();
        return new Trial(number, 1, "", Map.of(), 0, "1", state, new TreeMap<>(reported), Map.of(), value, "", Optional.empty(), Instant.EPOCH,
                Optional.empty());
    }

    /** Validation accuracy after each epoch, a row a configuration. */
    private static List<double[]> curves() throws IOException {
        try (InputStream in = new GZIPInputStream(EconomyPart.class.getResourceAsStream("digits-curves.json.gz"))) {
            List<double[]> curves = new ArrayList<>();
            for (JsonNode configuration : Json.mapper().readTree(in)) {
                curves.add(Json.mapper().convertValue(configuration.path("val"), double[].class));
            }
            return curves;
        }
    }
}
