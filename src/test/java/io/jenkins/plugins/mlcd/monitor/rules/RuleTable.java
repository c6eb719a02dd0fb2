package io.jenkins.plugins.mlcd.monitor.rules;

import io.jenkins.plugins.mlcd.monitor.performance.PerformanceRule;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** All rules, each with a change of production that it must see. What is shown of one rule is shown of all by the tests over this table. */
final class RuleTable {

    /**
     * @param rule as it comes
     * @param anySize the same with every size counting, so that only the test keeps it quiet; null where there is no such thing
     * @param change what it must see
     * @param tests whether it states the chance of a false alarm
     */
    record Row(Rule rule, Rule anySize, Consumer<Production> change, boolean tests) {

        @Override
        public String toString() {
            return rule.name() + (rule instanceof DriftRule drift ? " " + drift.test().word() : "");
        }
    }

    private RuleTable() {}

    static Stream<Row> rows() {
        Stream<Row> drift = Stream.of(DriftTest.values())
                .map(test -> new Row(drift(test, DriftRule.LEAST_EFFECT, DriftRule.LEAST_SHIFT), drift(test, 0, 0), p -> p.shift = 1.2, true));
        return Stream.concat(drift, Stream.of(
                new Row(new UnexpectedValuesRule(0.99, 0.05), new UnexpectedValuesRule(0.99, 0), p -> p.far = 0.4, true),
                new Row(new CorrelationRule(List.of(), 0.2, 0.1), new CorrelationRule(List.of(), 0, 0), p -> p.together = -0.6, true),
                new Row(new ConfidenceRule(0.5, 0.1), new ConfidenceRule(0.5, 0.05), p -> p.unsure = 0.4, true),
                new Row(new PredictionDriftRule(List.of(), 0.1, 0.1), new PredictionDriftRule(List.of(), 0, 0), p -> p.bias = 0.8, true),
                new Row(new VolumeRule(Optional.empty(), 0.5, 2), new VolumeRule(Optional.empty(), 1, 1), p -> p.volume = 0.1, true),
                new Row(new VolumeRule(Optional.of(80.0), 0.5, 2), new VolumeRule(Optional.of(80.0), 1, 1), p -> p.volume = 5, true),
                new Row(new LatencyRule(0.9, Optional.empty(), 1.5), new LatencyRule(0.9, Optional.empty(), 1), p -> p.slow = 4, true),
                new Row(new LatencyRule(0.5, Optional.of(Duration.ofMillis(20)), 1), new LatencyRule(0.5, Optional.of(Duration.ofMillis(10)), 1), p -> p.slow = 5, true),
                new Row(new ErrorsRule(0.02), new ErrorsRule(0.01), p -> p.errors = 0.3, true),
                new Row(new PerformanceRule(0.05, 30, true), null, p -> p.wrong = 0.6, true),
                new Row(new StalenessRule(Optional.of(Duration.ofDays(30)), Optional.empty()), null, p -> { }, false),
                new Row(new CustomRule("accuracy >= 50%"), null, p -> p.wrong = 0.9, false),
                new Row(new CustomRule("mean[feature=ink] <= 2 + reference"), null, p -> p.shift = 4, false),
                new Row(new CommandRule("look", (command, files) -> new CommandRunner.Answer(files.get("window").contains("purple") ? 1 : 0, "")), null,
                        p -> p.purple = 0.3, false)));
    }

    private static DriftRule drift(DriftTest test, double leastEffect, double leastShift) {
        return new DriftRule(test, List.of(), leastEffect, leastShift);
    }
}
