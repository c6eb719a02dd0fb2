package io.jenkins.plugins.mlcd.bench;

import io.jenkins.plugins.mlcd.sweep.Direction;
import io.jenkins.plugins.mlcd.sweep.Earlier;
import io.jenkins.plugins.mlcd.sweep.History;
import io.jenkins.plugins.mlcd.sweep.TpeSampler;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** How many trials the study of a second build needs to be as good as without the first: on the same data, and on new data. */
final class WarmStartPart implements SweepPart {

    private static final int TRIALS = 50;
    private static final double OTHER_DATA = 0.3;

    @Override
    public String name() {
        return "warmstart";
    }

    @Override
    public void run(SweepOptions options, PrintWriter out, Aims aims) throws Exception {
        Table table = new Table("second build of " + TRIALS + " trials", "cold regret", "warm regret", "warm trials to the cold regret");
        Problem conditional = TestFunctions.all().stream().filter(problem -> problem.algorithms().size() > 1).findFirst().orElseThrow();
        double same = row(TrialTable.xgboost(), TrialTable.xgboost(), 1, options.seeds, table);
        row(conditional, conditional, 1, options.seeds, table);
        double changed = row(TrialTable.digits(), TrialTable.otherDigits(), OTHER_DATA, options.seeds, table);
        table.print(out);
        aims.atMost("warm_share_of_trials_same_data", same / TRIALS, 0.5);
        aims.atMost("warm_share_of_trials_new_data", changed / TRIALS, 0.5);
    }

    private static double row(Problem first, Problem second, double weight, int seeds, Table table) {
        double[] cold = new double[seeds];
        double[] warm = new double[seeds];
        double[] needed = new double[seeds];
        for (int seed = 0; seed < seeds; seed++) {
            TpeSampler sampler = new TpeSampler(seed, TpeSampler.DEFAULT_STARTUP_TRIALS);
            cold[seed] = least(SamplerRun.regrets(second, sampler, TRIALS));
            double[] regrets = warm(first, second, weight, seed);
            warm[seed] = least(regrets);
            needed[seed] = first(regrets, cold[seed]);
        }
        table.row(second.name(), mean(cold), mean(warm), mean(needed));
        return mean(needed);
    }

    /** The second build goes on from a first one that had another seed. */
    private static double[] warm(Problem first, Problem second, double weight, int seed) {
        History before = new History(first.algorithms(), Direction.MINIMIZE);
        SamplerRun.regretsUntil(first, new TpeSampler(1000L + seed, TpeSampler.DEFAULT_STARTUP_TRIALS), TRIALS, Double.NEGATIVE_INFINITY, before);
        List<Earlier.Tried> tried = new ArrayList<>();
        before.ranked().forEach(observation -> tried.add(new Earlier.Tried(observation.trial().number(), observation.trial().algorithm(),
                observation.trial().params(), OptionalDouble.of(observation.trial().value().orElseThrow()))));
        History history = new History(second.algorithms(), Direction.MINIMIZE);
        history.startFrom(List.of(new Earlier(1, Optional.empty(), weight, tried)));
        return SamplerRun.regretsUntil(second, new TpeSampler(seed, TpeSampler.DEFAULT_STARTUP_TRIALS).withWarmStart(), TRIALS,
                Double.NEGATIVE_INFINITY, history);
    }

    private static int first(double[] regrets, double limit) {
        int count = 0;
        while (count < regrets.length && regrets[count] > limit) {
            count++;
        }
        return Math.min(count + 1, regrets.length);
    }

    private static double least(double[] regrets) {
        return Arrays.stream(regrets).min().orElseThrow();
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElseThrow();
    }
}
