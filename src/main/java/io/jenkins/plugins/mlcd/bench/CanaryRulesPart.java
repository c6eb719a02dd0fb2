package io.jenkins.plugins.mlcd.bench;

import io.jenkins.plugins.mlcd.bench.SimulatedService.Outcome;
import io.jenkins.plugins.mlcd.canary.Quiet;
import io.jenkins.plugins.mlcd.canary.RolloutDefinition;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/** A canary that is as good in everything, judged by all default rules at every look, over a whole rollout up to 100 percent. */
final class CanaryRulesPart implements CanaryPart {

    private static final double ALPHA = 0.05;
    private static final double RATE = 0.01;
    private static final long LOOKS = 400;

    @Override
    public String name() {
        return "rules";
    }

    @Override
    public void run(CanaryOptions options, PrintWriter out, Aims aims) {
        RolloutDefinition definition = RolloutDefinition.builder(List.of(10, 25, 50, 100), 60).errors(ALPHA, ALPHA).quiet(Quiet.HOLD).build();
        int back = 0;
        long looks = 0;
        int promoted = 0;
        for (int i = 0; i < options.rollouts(); i++) {
            SimulatedService service = new SimulatedService(2, Arrivals.of(options.random(i, 0)),
                    VersionStream.whole(new ErrorStream(options.random(i, 1), RATE), options.random(i, 3)),
                    VersionStream.whole(new ErrorStream(options.random(i, 2), RATE), options.random(i, 4)));
            Outcome outcome = service.run(definition, LOOKS);
            back += outcome.rolledBack() ? 1 : 0;
            promoted += outcome.promoted() ? 1 : 0;
            looks += outcome.looks();
        }
        double rollouts = options.rollouts();
        new Table("error rate, latency, confidence, accuracy, its estimate", "rolled back", "promoted", "looks")
                .row("no difference in any", String.format(Locale.ROOT, "%.2f %%", 100 * back / rollouts),
                        String.format(Locale.ROOT, "%.2f %%", 100 * promoted / rollouts), looks / rollouts)
                .print(out);
        aims.atMost("canary_false_rollbacks_over_all_rules", back / rollouts, ALPHA);
    }
}
