package io.jenkins.plugins.mlcd.bench;

import io.jenkins.plugins.mlcd.bench.SimulatedService.Outcome;
import io.jenkins.plugins.mlcd.canary.Quiet;
import io.jenkins.plugins.mlcd.canary.RolloutDefinition;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A service without traffic: whatever its policy is, nothing may be promoted. */
final class CanarySilencePart implements CanaryPart {

    private static final double TWO_HOURS = 7200;

    @Override
    public String name() {
        return "silence";
    }

    @Override
    public void run(CanaryOptions options, PrintWriter out, Aims aims) {
        Table table = new Table("no traffic, quiet:", "promoted", "rolled back", "looks");
        int all = 0;
        for (Quiet quiet : Quiet.values()) {
            RolloutDefinition definition = RolloutDefinition.builder(List.of(5, 25, 50, 100), 60)
                    .quiet(quiet)
                    .maxDurationSeconds(Optional.of(TWO_HOURS))
                    .build();
            int promoted = 0;
            int back = 0;
            long looks = 0;
            for (int i = 0; i < options.rollouts(); i++) {
                SimulatedService service = new SimulatedService(0, Arrivals.of(options.random(i, 0)),
                        VersionStream.failing(new ErrorStream(options.random(i, 1), 0)), VersionStream.failing(new ErrorStream(options.random(i, 2), 0)));
                Outcome outcome = service.run(definition, Long.MAX_VALUE);
                promoted += outcome.promoted() ? 1 : 0;
                back += outcome.rolledBack() ? 1 : 0;
                looks += outcome.looks();
            }
            all += promoted;
            table.row(quiet.name().toLowerCase(Locale.ROOT), promoted, back, looks / (double) options.rollouts());
        }
        table.print(out);
        aims.atMost("canary_promotions_without_traffic", all, 0);
    }
}
