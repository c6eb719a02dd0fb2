package io.jenkins.plugins.mlcd.bench;

import io.jenkins.plugins.mlcd.sweep.RandomSampler;
import io.jenkins.plugins.mlcd.sweep.Sampler;
import io.jenkins.plugins.mlcd.sweep.TpeSampler;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongFunction;

/** How many trials it takes to find one of the best configurations of a table of real ones. */
final class EfficiencyPart implements SweepPart {

    /** More trials than this are not tried: whoever has not found it by then counts as if this were the number. */
    private static final int MOST_TRIALS = 3000;

    /** What Optuna 3.1's multivariate TPE needed on a table of 62,208 configurations, of which random needed 98.5 and 690.5. */
    private static final double BEST_PERCENT = 15.5;
    private static final double BEST_PER_MILLE = 34.5;

    @Override
    public String name() {
        return "efficiency";
    }

    @Override
    public void run(SweepOptions options, PrintWriter out, Aims aims) throws Exception {
        Table table = new Table("median trials to reach", "configurations", "tpe top 1%", "random top 1%", "tpe top 0.1%", "random top 0.1%");
        for (TrialTable problem : List.of(TrialTable.digits(), TrialTable.xgboost())) {
            double[] tpe = medians(problem, options.seeds, seed -> new TpeSampler(seed, TpeSampler.DEFAULT_STARTUP_TRIALS));
            double[] random = medians(problem, options.seeds, RandomSampler::new);
            table.row(problem.name(), problem.size(), tpe[0], random[0], tpe[1], random[1]);
            if (problem.size() > 1000) {
                aims.atMost("trials_to_top_1_percent", tpe[0], BEST_PERCENT);
                aims.atMost("trials_to_top_0.1_percent", tpe[1], BEST_PER_MILLE);
            }
        }
        table.print(out);
    }

    private static double[] medians(TrialTable problem, int seeds, LongFunction<Sampler> sampler) {
        double[] percent = new double[seeds];
        double[] perMille = new double[seeds];
        int trials = Math.min(MOST_TRIALS, 5 * problem.size());
        for (int seed = 0; seed < seeds; seed++) {
            double[] regrets = SamplerRun.regretsUntil(problem, sampler.apply(seed), trials, problem.regretOfBest(0.001));
            percent[seed] = first(regrets, problem.regretOfBest(0.01));
            perMille[seed] = first(regrets, problem.regretOfBest(0.001));
        }
        return new double[] {median(percent), median(perMille)};
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
