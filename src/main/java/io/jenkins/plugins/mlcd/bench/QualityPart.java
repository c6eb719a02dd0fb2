package io.jenkins.plugins.mlcd.bench;

import io.jenkins.plugins.mlcd.sweep.RandomSampler;
import io.jenkins.plugins.mlcd.sweep.TpeSampler;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * The mean regret after a study's last trial, of {@code tpe}, of {@code random}, and of Optuna's TPE: its multivariate one with
 * groups, which is what {@code tpe} is beside, and its default one.
 */
final class QualityPart implements SweepPart {

    private static final double WORST_RATIO = 1.1;
    private static final double SHARE_AT_OR_BELOW = 0.8;

    @Override
    public String name() {
        return "quality";
    }

    @Override
    public void run(SweepOptions options, PrintWriter out, Aims aims) throws Exception {
        List<Problem> problems = new ArrayList<>(TestFunctions.all());
        problems.add(TrialTable.digits());
        problems.add(TrialTable.xgboost());
        Optional<OptunaPeer> found = OptunaPeer.start();
        if (found.isEmpty()) {
            out.println("the peer is missing: no Python here can import optuna (Debian: apt-get install python3-optuna)");
            ownOnly(problems, options, out);
            return;
        }
        try (OptunaPeer multivariate = found.get(); OptunaPeer standard = OptunaPeer.start().orElseThrow()) {
            beside(problems, options, out, aims, multivariate, standard);
        }
    }

    private static void ownOnly(List<Problem> problems, SweepOptions options, PrintWriter out) {
        Table table = new Table("mean regret", "tpe", "random");
        problems.forEach(problem -> table.row(problem.name(), tpe(problem, options), random(problem, options)));
        table.print(out);
    }

    /** Both peers work at the same time, each in its own process. */
    private static void beside(List<Problem> problems, SweepOptions options, PrintWriter out, Aims aims, OptunaPeer multivariate,
            OptunaPeer standard) throws Exception {
        Table table = new Table("mean regret", "tpe", "random", "Optuna multivariate", "ratio", "Optuna default", "ratio");
        List<Double> ratios = new ArrayList<>();
        List<Double> standardRatios = new ArrayList<>();
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            for (Problem problem : problems) {
                Future<Double> first = threads.submit(mean(multivariate, problem, options, true));
                Future<Double> second = threads.submit(mean(standard, problem, options, false));
                double tpe = tpe(problem, options);
                ratios.add(tpe / first.get());
                standardRatios.add(tpe / second.get());
                table.row(problem.name(), tpe, random(problem, options), first.get(), tpe / first.get(), second.get(), tpe / second.get());
            }
        } finally {
            threads.shutdownNow();
        }
        out.println("Optuna " + multivariate.version() + ", " + options.seeds + " seeds, " + options.trials + " trials");
        table.print(out);
        aim("optuna_multivariate", ratios, aims);
        aim("optuna_default", standardRatios, aims);
    }

    private static void aim(String peer, List<Double> ratios, Aims aims) {
        aims.atLeast("share_at_or_below_" + peer, (double) ratios.stream().filter(ratio -> ratio <= 1).count() / ratios.size(), SHARE_AT_OR_BELOW);
        aims.atMost("worst_ratio_to_" + peer, ratios.stream().mapToDouble(Double::doubleValue).max().orElse(Double.NaN), WORST_RATIO);
    }

    private static double tpe(Problem problem, SweepOptions options) {
        double sum = 0;
        for (int seed = 0; seed < options.seeds; seed++) {
            sum += least(SamplerRun.regrets(problem, new TpeSampler(seed, TpeSampler.DEFAULT_STARTUP_TRIALS), options.trials));
        }
        return sum / options.seeds;
    }

    private static double random(Problem problem, SweepOptions options) {
        double sum = 0;
        for (int seed = 0; seed < options.seeds; seed++) {
            sum += least(SamplerRun.regrets(problem, new RandomSampler(seed), options.trials));
        }
        return sum / options.seeds;
    }

    private static Callable<Double> mean(OptunaPeer peer, Problem problem, SweepOptions options, boolean multivariate) {
        return () -> {
            double sum = 0;
            for (int seed = 0; seed < options.seeds; seed++) {
                sum += least(peer.run(problem, seed, options.trials, multivariate));
            }
            return sum / options.seeds;
        };
    }

    private static double least(double[] regrets) {
        return Arrays.stream(regrets).min().orElseThrow();
    }
}
