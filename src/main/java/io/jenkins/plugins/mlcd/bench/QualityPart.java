package io.jenkins.plugins.mlcd.bench;

import io.jenkins.plugins.mlcd.sweep.RandomSampler;
import io.jenkins.plugins.mlcd.sweep.TpeSampler;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/**
 * The mean regret after a study's last trial, of {@code tpe}, of {@code random}, and of Optuna's TPE: its multivariate one with
 * groups, which is what {@code tpe} is beside, and its default one.
 */
final class QualityPart implements SweepPart {

    private static final double WORST_RATIO = 1.1;
    private static final double SHARE_AT_OR_BELOW = 0.8;

    /** Seeds that no other run has, so that no instance that settings were chosen on is measured. */
    private static final long FIRST_DEVELOPMENT_SEED = 1000;

    private final String name;
    private final boolean usual;
    private final long firstSeed;
    private final Problems problems;

    /** The problems of a seed, always of the same names in the same order. */
    private interface Problems {
        List<Problem> of(long seed) throws IOException;
    }

    private QualityPart(String name, boolean usual, long firstSeed, Problems problems) {
        this.name = name;
        this.usual = usual;
        this.firstSeed = firstSeed;
        this.problems = problems;
    }

    /** On the problems that the sampler is judged by. */
    static QualityPart judged() {
        return new QualityPart("quality", true, 0, seed -> with(TestFunctions.all(), TrialTable.digits(), TrialTable.xgboost()));
    }

    /** On the problems that its settings are chosen on. */
    static QualityPart development() {
        return new QualityPart("development", false, FIRST_DEVELOPMENT_SEED, seed -> with(DevelopmentFunctions.all(seed), TrialTable.otherDigits()));
    }

    private static List<Problem> with(List<Problem> functions, Problem... tables) {
        return Stream.concat(functions.stream(), Arrays.stream(tables)).toList();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean usual() {
        return usual;
    }

    @Override
    public void run(SweepOptions options, PrintWriter out, Aims aims) throws Exception {
        List<List<Problem>> bySeed = new ArrayList<>();
        for (int i = 0; i < options.seeds; i++) {
            bySeed.add(problems.of(firstSeed + i));
        }
        Optional<OptunaPeer> found = OptunaPeer.start();
        if (found.isEmpty()) {
            out.println("the peer is missing: no Python here can import optuna (Debian: apt-get install python3-optuna)");
            ownOnly(bySeed, options, out);
            return;
        }
        try (OptunaPeer multivariate = found.get(); OptunaPeer standard = OptunaPeer.start().orElseThrow()) {
            beside(bySeed, options, out, aims, multivariate, standard);
        }
    }

    private void ownOnly(List<List<Problem>> bySeed, SweepOptions options, PrintWriter out) throws Exception {
        Table table = new Table("mean regret", "tpe", "random");
        for (int i = 0; i < bySeed.get(0).size(); i++) {
            table.row(bySeed.get(0).get(i).name(), mean(bySeed, i, tpe(options)), mean(bySeed, i, random(options)));
        }
        table.print(out);
    }

    /** Both peers work at the same time, each in its own process. */
    private void beside(List<List<Problem>> bySeed, SweepOptions options, PrintWriter out, Aims aims, OptunaPeer multivariate, OptunaPeer standard)
            throws Exception {
        Table table = new Table("mean regret", "tpe", "random", "Optuna multivariate", "ratio", "Optuna default", "ratio");
        List<Double> ratios = new ArrayList<>();
        List<Double> standardRatios = new ArrayList<>();
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            for (int i = 0; i < bySeed.get(0).size(); i++) {
                int index = i;
                Future<Double> first = threads.submit(() -> mean(bySeed, index, (problem, seed) -> multivariate.run(problem, seed, options.trials, true)));
                Future<Double> second = threads.submit(() -> mean(bySeed, index, (problem, seed) -> standard.run(problem, seed, options.trials, false)));
                double tpe = mean(bySeed, i, tpe(options));
                ratios.add(ratio(tpe, first.get()));
                standardRatios.add(ratio(tpe, second.get()));
                table.row(bySeed.get(0).get(i).name(), tpe, mean(bySeed, i, random(options)), first.get(), ratio(tpe, first.get()), second.get(),
                        ratio(tpe, second.get()));
            }
        } finally {
            threads.shutdownNow();
        }
        out.println("Optuna " + multivariate.version() + ", " + options.seeds + " seeds, " + options.trials + " trials");
        table.print(out);
        if (usual) {
            aim("optuna_multivariate", ratios, aims);
            aim("optuna_default", standardRatios, aims);
        }
    }

    /** Who has no regret is at its peer's level whatever that is. */
    private static double ratio(double own, double peer) {
        return own == 0 ? 0 : own / peer;
    }

    private static void aim(String peer, List<Double> ratios, Aims aims) {
        aims.atLeast("share_at_or_below_" + peer, (double) ratios.stream().filter(ratio -> ratio <= 1).count() / ratios.size(), SHARE_AT_OR_BELOW);
        aims.atMost("worst_ratio_to_" + peer, ratios.stream().mapToDouble(Double::doubleValue).max().orElse(Double.NaN), WORST_RATIO);
    }

    /** One study: the regrets of its trials. */
    private interface Study {
        double[] regrets(Problem problem, long seed) throws Exception;
    }

    private static Study tpe(SweepOptions options) {
        return (problem, seed) -> SamplerRun.regrets(problem, new TpeSampler(seed, TpeSampler.DEFAULT_STARTUP_TRIALS), options.trials);
    }

    private static Study random(SweepOptions options) {
        return (problem, seed) -> SamplerRun.regrets(problem, new RandomSampler(seed), options.trials);
    }

    private double mean(List<List<Problem>> bySeed, int index, Study study) throws Exception {
        double sum = 0;
        for (int i = 0; i < bySeed.size(); i++) {
            sum += Arrays.stream(study.regrets(bySeed.get(i).get(index), firstSeed + i)).min().orElseThrow();
        }
        return sum / bySeed.size();
    }
}
