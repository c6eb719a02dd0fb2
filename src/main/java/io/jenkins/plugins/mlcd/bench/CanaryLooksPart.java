package io.jenkins.plugins.mlcd.bench;

import io.jenkins.plugins.mlcd.canary.Quiet;
import io.jenkins.plugins.mlcd.canary.RolloutDefinition;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/** How often a canary that is as good looks worse, by how often one looks: with the rollout's analysis, and with a plain z-test. */
final class CanaryLooksPart implements CanaryPart {

    private static final int[] LOOKS = {1, 10, 100, 1000};
    private static final double RATE = 0.02;
    private static final double ALPHA = 0.05;

    /** One-sided, at 5 %. */
    private static final double Z = 1.6449;

    /** A look a minute, 50 requests to the canary each. */
    private static final double PER_SECOND = 50 / 60.0 / 0.25;

    @Override
    public String name() {
        return "looks";
    }

    @Override
    public void run(CanaryOptions options, PrintWriter out, Aims aims) {
        RolloutDefinition definition = RolloutDefinition.builder(List.of(25), 60)
                .errors(ALPHA, ALPHA)
                .metrics(List.of("error_rate <= stable"), List.of())
                .minRequests(Long.MAX_VALUE)
                .quiet(Quiet.HOLD)
                .build();
        int most = LOOKS[LOOKS.length - 1];
        int[] alarms = new int[LOOKS.length];
        int[] naive = new int[LOOKS.length];
        for (int i = 0; i < options.rollouts(); i++) {
            count(alarms, service(options, i).run(definition, most).looks(), most);
            count(naive, zTest(options, i, most), most);
        }
        Table table = new Table("equal error rates of 2 %, looks", "mlcd", "plain z-test");
        for (int i = 0; i < LOOKS.length; i++) {
            table.row(LOOKS[i], share(alarms[i], options), share(naive[i], options));
            aims.atMost("canary_false_alarms_at_" + LOOKS[i] + "_looks", alarms[i] / (double) options.rollouts(), ALPHA);
        }
        table.print(out);
    }

    private static SimulatedService service(CanaryOptions options, int rollout) {
        return new SimulatedService(PER_SECOND, Arrivals.of(options.random(rollout, 0)),
                VersionStream.failing(new ErrorStream(options.random(rollout, 1), RATE)),
                VersionStream.failing(new ErrorStream(options.random(rollout, 2), RATE)));
    }

    /** @param look at which it stopped */
    private static void count(int[] alarms, long look, int most) {
        for (int i = 0; i < LOOKS.length; i++) {
            alarms[i] += look < most && look <= LOOKS[i] ? 1 : 0;
        }
    }

    private static long zTest(CanaryOptions options, int rollout, int most) {
        Arrivals arrivals = Arrivals.of(options.random(rollout, 0));
        ErrorStream canary = new ErrorStream(options.random(rollout, 1), RATE);
        ErrorStream stable = new ErrorStream(options.random(rollout, 2), RATE);
        long[] sums = new long[4];
        for (int look = 1; look <= most; look++) {
            long others = arrivals.next(PER_SECOND * 60 * 0.75);
            long mine = arrivals.next(PER_SECOND * 60 * 0.25);
            sums[0] += canary.errors(mine);
            sums[1] += mine;
            sums[2] += stable.errors(others);
            sums[3] += others;
            double pooled = (sums[0] + sums[2]) / (double) (sums[1] + sums[3]);
            double error = Math.sqrt(pooled * (1 - pooled) * (1.0 / sums[1] + 1.0 / sums[3]));
            if (sums[0] / (double) sums[1] - sums[2] / (double) sums[3] > Z * error) {
                return look;
            }
        }
        return most;
    }

    private static String share(int alarms, CanaryOptions options) {
        return String.format(Locale.ROOT, "%.2f %%", 100.0 * alarms / options.rollouts());
    }
}
