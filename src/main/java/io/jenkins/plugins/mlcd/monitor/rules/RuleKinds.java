package io.jenkins.plugins.mlcd.monitor.rules;

import io.jenkins.plugins.mlcd.expression.Distance;
import io.jenkins.plugins.mlcd.monitor.performance.PerformanceRule;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;

/** The kinds of rules that are there without any plugin, by the names that a Jenkinsfile uses; for what reads rules outside Jenkins. */
public final class RuleKinds {

    private static final double GUESS = 0.5;

    private record Kind(BiFunction<RuleArguments, CommandRunner, Rule> rule, Action action) {}

    private static final Map<String, Kind> KINDS = new LinkedHashMap<>();

    static {
        add("unexpectedValues", Action.RETRAIN, given -> new UnexpectedValuesRule(
                given.number("quantile", UnexpectedValuesRule.QUANTILE), given.number("leastShare", UnexpectedValuesRule.LEAST_SHARE)));
        add("drift", Action.RETRAIN, given -> new DriftRule(
                DriftTest.of(given.text("test", "auto")), given.texts("features"), given.number("leastEffect", DriftRule.LEAST_EFFECT),
                given.number("leastShift", DriftRule.LEAST_SHIFT)));
        add("correlation", Action.RETRAIN, given -> new CorrelationRule(
                given.texts("features"), given.number("leastChange", CorrelationRule.LEAST_CHANGE), given.number("leastJoint", CorrelationRule.LEAST_JOINT)));
        add("confidence", Action.ALERT, given -> new ConfidenceRule(given.number("below", GUESS), given.number("share", ConfidenceRule.SHARE)));
        add("predictionDrift", Action.ALERT, given -> new PredictionDriftRule(
                given.texts("slices"), given.number("leastShift", PredictionDriftRule.LEAST_SHIFT),
                given.number("leastDisparity", PredictionDriftRule.LEAST_DISPARITY)));
        add("performance", Action.RETRAIN, given -> new PerformanceRule(
                given.number("leastDrop", PerformanceRule.LEAST_DROP), given.whole("minLabels").orElse(PerformanceRule.MIN_LABELS),
                given.flag("estimate", true)));
        add("staleness", Action.RETRAIN, given -> new StalenessRule(given.duration("model"), given.duration("data")));
        add("volume", Action.ALERT, given -> new VolumeRule(
                given.number("perMinute"), given.number("below", VolumeRule.BELOW), given.number("above", VolumeRule.ABOVE)));
        add("latency", Action.ALERT, given -> new LatencyRule(
                given.number("quantile", LatencyRule.QUANTILE), given.duration("limit"), given.number("factor", LatencyRule.FACTOR)));
        add("errors", Action.ALERT, given -> new ErrorsRule(given.number("share", ErrorsRule.SHARE)));
        add("custom", Action.ALERT, given -> new CustomRule(given.only("expression").required("expression")));
        KINDS.put("command", new Kind((given, runner) -> new CommandRule(given.only("command").required("command"), runner), Action.ALERT));
    }

    private RuleKinds() {}

    private static void add(String name, Action action, Function<RuleArguments, Rule> rule) {
        KINDS.put(name, new Kind((given, runner) -> rule.apply(given), action));
    }

    public static List<String> names() {
        return List.copyOf(KINDS.keySet());
    }

    /**
     * A rule as a Jenkinsfile writes it, such as {@code drift(test: 'ks', sensitivity: 'low')}.
     *
     * @param words what the sensitivities mean
     * @param runner of commands
     * @throws IllegalArgumentException naming the text and what is wrong
     */
    public static WatchedRule read(String text, Sensitivities words, CommandRunner runner) {
        RuleText.Call call = RuleText.parse(text);
        return of(call.name(), call.arguments(), words, runner);
    }

    /**
     * A rule by its name and arguments; the one without a name has the name {@code ""}.
     *
     * @throws IllegalArgumentException naming what is wrong
     */
    public static WatchedRule of(String name, Map<String, Object> arguments, Sensitivities words, CommandRunner runner) {
        Kind kind = KINDS.get(name);
        if (kind == null) {
            throw new IllegalArgumentException("'" + name + "' is no rule; the nearest are " + String.join(", ", Distance.nearest(name, names(), 3)));
        }
        RuleArguments given = new RuleArguments(name, arguments);
        Sensitivity sensitivity = Sensitivity.of(given.text("sensitivity", Sensitivity.MEDIUM.word()));
        Raising raising = words.of(sensitivity, given.whole("violations"), given.duration("within")).recoveringAfter(given.whole("recovery"));
        Action action = Action.of(given.text("action", kind.action().word()));
        Rule rule = kind.rule().apply(given, runner);
        given.requireKnown();
        return new WatchedRule(rule, sensitivity, raising, action);
    }
}
