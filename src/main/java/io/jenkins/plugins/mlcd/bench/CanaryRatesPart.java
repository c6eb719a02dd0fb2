package io.jenkins.plugins.mlcd.bench;

import io.jenkins.plugins.mlcd.bench.Peers.Decided;
import io.jenkins.plugins.mlcd.bench.SimulatedService.Outcome;
import io.jenkins.plugins.mlcd.canary.Quiet;
import io.jenkins.plugins.mlcd.canary.RolloutDefinition;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;

/**
 * Canaries that are as good as the stable version, and worse, at all sorts of traffic: wrong decisions, requests to the canary until the decision, and
 * failures that users had. Looks may be as frequent as one likes, so they are so frequent that one brings a few requests to the canary.
 */
final class CanaryRatesPart implements CanaryPart {

    private static final double GOOD = 0.005;
    private static final double[] CANARIES = {0.05, 0.02, GOOD};

    /** Requests a second, and the interval in seconds. */
    private static final double[][] TRAFFIC = {{0.2, 60}, {1, 60}, {5, 20}, {20, 5}, {200, 1}};

    private static final double MIN_EFFECT = 0.015;
    private static final double CHANCE = 0.05;
    private static final double MOST_OF_WALD = 1.5;
    private static final int FAILURE_LIMIT = 3;

    /** A healthy service with more errors, on which a fixed threshold of 99 % stumbles. */
    private static final double BUSY = 0.009;

    @Override
    public String name() {
        return "rates";
    }

    @Override
    public void run(CanaryOptions options, PrintWriter out, Aims aims) {
        for (double[] traffic : TRAFFIC) {
            Table table = new Table(Aims.number(traffic[0]) + " requests/s, stable at 0.5 %, a look every " + Aims.number(traffic[1]) + " s",
                    "canary", "promoted", "median requests", "of Wald", "failures served", "median minutes");
            for (double canary : CANARIES) {
                Series wald = series(options, number -> Peers.wald(canaryStream(options, number, canary), GOOD, GOOD + MIN_EFFECT, CHANCE));
                Series mlcd = rollouts(options, traffic[0], traffic[1], canary, GOOD);
                mlcd.row(table, "mlcd", canary, wald);
                wald.row(table, "Wald, told both rates", canary, wald);
                series(options, number -> Peers.flagger(arrivals(options, number), canaryStream(options, number, canary), traffic[0]))
                        .row(table, "Flagger's rule", canary, wald);
                series(options, number -> Peers.argo(arrivals(options, number), canaryStream(options, number, canary), traffic[0], 0))
                        .row(table, "Argo, failureLimit 0", canary, wald);
                series(options, number -> Peers.argo(arrivals(options, number), canaryStream(options, number, canary), traffic[0], FAILURE_LIMIT))
                        .row(table, "Argo, failureLimit " + FAILURE_LIMIT, canary, wald);
                aims(aims, traffic[0], canary, mlcd, wald);
            }
            busy(options, traffic, table, aims);
            table.print(out);
        }
    }

    private static void aims(Aims aims, double traffic, double canary, Series mlcd, Series wald) {
        String where = "_at_" + Aims.number(traffic) + "_per_s_" + percent(canary).replace(" ", "").replace("%", "pc");
        if (canary > GOOD) {
            aims.atMost("canary_false_promotions" + where, mlcd.promoted(), CHANCE);
        } else {
            aims.atMost("canary_false_rollbacks" + where, 1 - mlcd.promoted(), CHANCE);
        }
        aims.atMost("canary_requests_of_wald" + where, mlcd.median() / wald.median(), MOST_OF_WALD);
    }

    private static void busy(CanaryOptions options, double[] traffic, Table table, Aims aims) {
        Series mlcd = rollouts(options, traffic[0], traffic[1], BUSY, BUSY);
        mlcd.row(table, "mlcd, stable as bad", BUSY, mlcd);
        series(options, number -> Peers.flagger(arrivals(options, number), canaryStream(options, number, BUSY), traffic[0]))
                .row(table, "Flagger's rule, stable as bad", BUSY, mlcd);
        aims.atMost("canary_false_rollbacks_at_" + Aims.number(traffic[0]) + "_per_s_0.9pc", 1 - mlcd.promoted(), CHANCE);
    }

    static RolloutDefinition definition(double interval) {
        return RolloutDefinition.builder(List.of(5, 10), interval)
                .errors(CHANCE, CHANCE)
                .minEffect(MIN_EFFECT)
                .metrics(List.of("error_rate <= stable"), List.of())
                .minRequests(20)
                .quiet(Quiet.HOLD)
                .build();
    }

    private static Series rollouts(CanaryOptions options, double perSecond, double interval, double canary, double stable) {
        RolloutDefinition definition = definition(interval);
        return series(options, number -> {
            Outcome outcome = new SimulatedService(
                            perSecond, arrivals(options, number), VersionStream.failing(canaryStream(options, number, canary)),
                            VersionStream.failing(new ErrorStream(options.random(number, 2), stable)))
                    .run(definition, Long.MAX_VALUE);
            return new Timed(new Decided(outcome.promoted(), outcome.requests(), outcome.errors()), outcome.time().toMillis() / 60_000.0);
        });
    }

    private static Arrivals arrivals(CanaryOptions options, int rollout) {
        return Arrivals.of(options.random(rollout, 0));
    }

    private static ErrorStream canaryStream(CanaryOptions options, int rollout, double rate) {
        return new ErrorStream(options.random(rollout, 1), rate);
    }

    private static String percent(double rate) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * rate);
    }

    /** @param minutes that it took; NaN where it is not known */
    private record Timed(Decided decided, double minutes) {}

    private static Series series(CanaryOptions options, IntFunction<?> rollout) {
        List<Timed> all = new ArrayList<>();
        for (int i = 0; i < options.rollouts(); i++) {
            Object result = rollout.apply(i);
            all.add(result instanceof Timed timed ? timed : new Timed((Decided) result, Double.NaN));
        }
        return new Series(all);
    }

    /** Many rollouts of one kind. */
    private record Series(List<Timed> rollouts) {

        double promoted() {
            return rollouts.stream().filter(rollout -> rollout.decided.promoted()).count() / (double) rollouts.size();
        }

        double median() {
            return middle(rollouts.stream().mapToDouble(rollout -> rollout.decided.requests()).toArray());
        }

        private static double middle(double[] values) {
            Arrays.sort(values);
            return values[values.length / 2];
        }

        void row(Table table, String rule, double canary, Series wald) {
            double failures = rollouts.stream().mapToLong(rollout -> rollout.decided.errors()).average().orElse(0);
            double minutes = middle(rollouts.stream().mapToDouble(Timed::minutes).toArray());
            table.row(rule, percent(canary), String.format(Locale.ROOT, "%.2f %%", 100 * promoted()), median(),
                    canary == BUSY ? "" : String.format(Locale.ROOT, "%.2f", median() / wald.median()), failures, Double.isNaN(minutes) ? "" : minutes);
        }
    }
}
