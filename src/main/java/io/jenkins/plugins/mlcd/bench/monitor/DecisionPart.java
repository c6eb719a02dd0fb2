package io.jenkins.plugins.mlcd.bench.monitor;

import io.jenkins.plugins.mlcd.bench.Aims;
import io.jenkins.plugins.mlcd.bench.Table;
import io.jenkins.plugins.mlcd.monitor.profile.Profile;
import io.jenkins.plugins.mlcd.monitor.profile.ProfileBuilder;
import io.jenkins.plugins.mlcd.monitor.rules.ConfidenceRule;
import io.jenkins.plugins.mlcd.monitor.rules.CorrelationRule;
import io.jenkins.plugins.mlcd.monitor.rules.DriftRule;
import io.jenkins.plugins.mlcd.monitor.rules.DriftTest;
import io.jenkins.plugins.mlcd.monitor.rules.Look;
import io.jenkins.plugins.mlcd.monitor.rules.PredictionDriftRule;
import io.jenkins.plugins.mlcd.monitor.rules.Rule;
import io.jenkins.plugins.mlcd.monitor.rules.UnexpectedValuesRule;
import io.jenkins.plugins.mlcd.record.Verdict;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** How long it takes from rows to a decision about drift: the window's profile, then every rule. */
public final class DecisionPart implements MonitorPart {

    private static final int ROWS = 1_000_000;
    private static final int FEATURES = 20;
    private static final int ROUNDS = 5;
    private static final double LEVEL = 0.01;
    private static final double MOST_SECONDS = 2;
    private static final List<Rule> RULES = Stream.<Rule>concat(
                    Arrays.stream(DriftTest.values()).map(test -> new DriftRule(test, List.of(), DriftRule.LEAST_EFFECT, DriftRule.LEAST_SHIFT)),
                    Stream.of(
                            new UnexpectedValuesRule(UnexpectedValuesRule.QUANTILE, UnexpectedValuesRule.LEAST_SHARE),
                            new CorrelationRule(List.of(), CorrelationRule.LEAST_CHANGE, CorrelationRule.LEAST_JOINT),
                            new PredictionDriftRule(List.of(), PredictionDriftRule.LEAST_SHIFT, PredictionDriftRule.LEAST_DISPARITY),
                            new ConfidenceRule(0.5, 0.5)))
            .toList();

    private int violations;

    @Override
    public String name() {
        return "decision";
    }

    @Override
    public void run(MonitorOptions options, PrintWriter out, Aims aims) {
        Profile reference = profile(SampleTable.of(options.scaled(ROWS), FEATURES, 0, options.random(2)));
        SampleTable same = SampleTable.of(options.scaled(ROWS), FEATURES, 0, options.random(3));
        Profile window = profile(same);
        Profile moved = profile(SampleTable.of(options.scaled(ROWS), FEATURES, 0.5, options.random(4)));
        Table table = new Table(same.rows() + " rows x " + FEATURES + " features", "seconds of a core", "without drift", "one feature moved by 0.5 deviations");
        double total = CoreTime.medians(ROUNDS, 2, () -> profile(same))[0];
        table.row("profile of the rows", total, "", "");
        int falsely = 0;
        int rightly = 0;
        for (Rule rule : RULES) {
            double seconds = CoreTime.medians(ROUNDS, 2, () -> violations += violated(rule, reference, window) ? 1 : 0)[0];
            boolean alarm = violated(rule, reference, window);
            boolean found = violated(rule, reference, moved);
            table.row(named(rule), seconds, alarm ? "violated" : "kept", found ? "violated" : "kept");
            total += seconds;
            falsely += alarm ? 1 : 0;
            rightly += found && rule instanceof DriftRule ? 1 : 0;
        }
        table.row("rows to decisions, all rules", total, falsely, rightly).print(out);
        aims.atMost("decision_seconds_1M_rows_20_features", total, MOST_SECONDS);
        aims.atMost("decision_false_alarms", falsely, 0);
        aims.atLeast("decision_drift_found", rightly, 1);
    }

    private static String named(Rule rule) {
        return rule instanceof DriftRule drift ? "drift(test: '" + drift.test().word() + "')" : rule.name();
    }

    private static Profile profile(SampleTable table) {
        ProfileBuilder builder = new ProfileBuilder(table.names());
        builder.addColumns(table.columns(), new String[0][], Optional.of(table.predictions()), Optional.of(table.confidence()), table.rows());
        return builder.build();
    }

    private static boolean violated(Rule rule, Profile reference, Profile window) {
        return rule.inspect(Look.of(reference, window, LEVEL)).verdict() == Verdict.FAIL;
    }
}
