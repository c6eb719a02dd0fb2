package io.jenkins.plugins.mlcd.bench;

import io.jenkins.plugins.mlcd.sweep.RandomSampler;
import io.jenkins.plugins.mlcd.sweep.TpeSampler;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** How many trials it takes to find one of the best configurations of a table of real ones. */
final class EfficiencyPart implements SweepPart {

    /** More trials than this are not tried: whoever has not found it by then counts as if this were the number. */
    private static final int MOST_TRIALS = 3000;

    /** Optuna takes long for each trial, and the median is reached before. */
    private static final int MOST_TRIALS_OF_OPTUNA = 300;

    /** Trials to one of the best per cent and per mille, at the median. */
    private record Medians(double percent, double perMille) {}

    /** The regrets of a run up to one of the best per mille. */
    private interface Run {
        double[] regrets(int seed, double enough) throws IOException;
    }

    @Override
    public String name() {
        return "efficiency";
    }

    @Override
    public void run(SweepOptions options, PrintWriter out, Aims aims) throws Exception {
        Table table = new Table("median trials to reach", "configurations", "top 1%", "top 0.1%");
        Optional<OptunaPeer> optuna = OptunaPeer.start();
        try {
            for (TrialTable problem : List.of(TrialTable.digits(), TrialTable.xgboost())) {
                compare(problem, options.seeds, optuna, table, aims);
            }
        } finally {
            if (optuna.isPresent()) {
                optuna.get().close();
            }
        }
        table.print(out);
        out.println(optuna.isPresent() ? "On another table, of 62,208 configurations, Optuna's multivariate TPE needed 15.5 and 34.5, random 98.5 and 690.5."
                : "Optuna is not installed for any Python here, so nothing is compared with it.");
    }

    private static void compare(TrialTable problem, int seeds, Optional<OptunaPeer> optuna, Table table, Aims aims) throws IOException {
        int most = Math.min(MOST_TRIALS, 5 * problem.size());
        Medians tpe = row(table, problem, "tpe", seeds,
                (seed, enough) -> SamplerRun.regretsUntil(problem, new TpeSampler(seed, TpeSampler.DEFAULT_STARTUP_TRIALS), most, enough));
        row(table, problem, "random", seeds, (seed, enough) -> SamplerRun.regretsUntil(problem, new RandomSampler(seed), most, enough));
        if (optuna.isPresent()) {
            Medians peer = row(table, problem, "optuna " + optuna.get().version() + ", multivariate tpe", seeds,
                    (seed, enough) -> optuna.get().runUntil(problem, seed, Math.min(MOST_TRIALS_OF_OPTUNA, problem.size()), true, enough));
            aims.atMost("trials_to_top_1_percent_over_optuna_" + problem.name(), tpe.percent / peer.percent, 1);
            aims.atMost("trials_to_top_0.1_percent_over_optuna_" + problem.name(), tpe.perMille / peer.perMille, 1);
        }
    }

    private static Medians row(Table table, TrialTable problem, String name, int seeds, Run run) throws IOException {
        double[] percent = new double[seeds];
        double[] perMille = new double[seeds];
        for (int seed = 0; seed < seeds; seed++) {
            double[] regrets = run.regrets(seed, problem.regretOfBest(0.001));
            percent[seed] = first(regrets, problem.regretOfBest(0.01));
            perMille[seed] = first(regrets, problem.regretOfBest(0.001));
        }
        Medians medians = new Medians(median(percent), median(perMille));
        table.row(problem.name() + ": " + name, problem.size(), medians.percent, medians.perMille);
        return medians;
    }

    /** How many trials it took to a regret of at most {@code limit}. */
    private static int first(double[] regrets, double limit) {
        int count = 0;
        while (count < regrets.length && regrets[count] > limit) {
            count++;
        }
        return Math.min(count + 1, regrets.length);
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }
}
