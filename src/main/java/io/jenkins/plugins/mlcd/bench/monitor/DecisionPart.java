package io.jenkins.plugins.mlcd.bench.monitor;

import io.jenkins.plugins.mlcd.bench.Aims;
import io.jenkins.plugins.mlcd.bench.Table;
import io.jenkins.plugins.mlcd.monitor.profile.Profile;
import io.jenkins.plugins.mlcd.monitor.profile.ProfileBuilder;
import io.jenkins.plugins.mlcd.monitor.rules.ConfidenceRule;
import io.jenkins.plugins.mlcd.monitor.rules.DriftRule;
import io.jenkins.plugins.mlcd.monitor.rules.DriftTest;
import io.jenkins.plugins.mlcd.monitor.rules.Look;
import io.jenkins.plugins.mlcd.monitor.rules.Rule;
import io.jenkins.plugins.mlcd.monitor.rules.UnexpectedValuesRule;
import io.jenkins.plugins.mlcd.record.Verdict;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;

/** How long it takes from rows to a decision about drift: the window's profile, then every rule. */
public final class DecisionPart implements MonitorPart {

    private static final int ROWS = 1_000_000;
    private static final int FEATURES = 20;
    private static final int ROUNDS = 5;
    private static final double LEVEL = 0.01;
    private static final double MOST_SECONDS = 2;
    private static final List<Rule> RULES = List.of(
            new DriftRule(DriftTest.KS, List.of(), DriftRule.LEAST_EFFECT, DriftRule.LEAST_SHIFT),
            new DriftRule(DriftTest.PSI, List.of(), DriftRule.LEAST_EFFECT, DriftRule.LEAST_SHIFT),
            new UnexpectedValuesRule(UnexpectedValuesRule.QUANTILE, UnexpectedValuesRule.LEAST_SHARE),
            new ConfidenceRule(0.5, 0.5));

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
        double[] seconds = CoreTime.medians(ROUNDS, 2, () -> profile(same), () -> violations += violations(reference, window));
        Table table = new Table(same.rows() + " rows x " + FEATURES + " features", "seconds of a core");
        table.row("profile of the rows", seconds[0]).row(RULES.size() + " rules", seconds[1]).row("rows to decision", seconds[0] + seconds[1]);
        table.print(out);
        int expected = violations(reference, window);
        SampleTable moved = SampleTable.of(options.scaled(ROWS), FEATURES, 0.5, options.random(4));
        int found = violations(reference, profile(moved));
        new Table("rules that are violated", "of").row(expected + " without drift", RULES.size()).row(found + " with one feature moved by 0.5 deviations", RULES.size())
                .print(out);
        aims.atMost("decision_seconds_1M_rows_20_features", seconds[0] + seconds[1], MOST_SECONDS);
        aims.atMost("decision_false_alarms", expected, 0);
        aims.atLeast("decision_drift_found", found, 1);
    }

    private static Profile profile(SampleTable table) {
        ProfileBuilder builder = new ProfileBuilder(table.names());
        builder.addColumns(table.columns(), new String[0][], Optional.of(table.predictions()), Optional.of(table.confidence()), table.rows());
        return builder.build();
    }

    private static int violations(Profile reference, Profile window) {
        return (int) RULES.stream().filter(rule -> rule.inspect(Look.of(reference, window, LEVEL)).verdict() == Verdict.FAIL).count();
    }
}
