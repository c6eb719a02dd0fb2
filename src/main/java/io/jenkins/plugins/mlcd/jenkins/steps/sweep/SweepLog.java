package io.jenkins.plugins.mlcd.jenkins.steps.sweep;

import io.jenkins.plugins.mlcd.sweep.Objective;
import io.jenkins.plugins.mlcd.sweep.ParameterValue;
import io.jenkins.plugins.mlcd.sweep.Study;
import io.jenkins.plugins.mlcd.sweep.StudyDefinition;
import io.jenkins.plugins.mlcd.sweep.StudyEvent;
import io.jenkins.plugins.mlcd.sweep.Trial;
import io.jenkins.plugins.mlcd.sweep.TrialState;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** What a worker says: lines for the console, and the value that the step returns. */
public final class SweepLog {

    private SweepLog() {}

    static String start(StudyDefinition definition) {
        String count = definition.trialCount().isPresent()
                ? definition.sampler().trialCount(definition.algorithms())
                        .map(grid -> definition.trialCount().getAsInt() + " of " + grid + " permutations")
                        .orElse(definition.trialCount().getAsInt() + " trials")
                : "trials until the timeout";
        String algorithms = definition.algorithms().containsKey("") ? "" : " of " + String.join(", ", definition.algorithms().keySet());
        return "study " + definition.study() + ": " + count + algorithms + ", " + definition.objectives().stream().map(Objective::toString).collect(Collectors.joining(", "));
    }

    static String warmStart(Study study) {
        String builds = study.earlier().stream()
                .map(build -> build.trials().size() + " of build " + build.build() + (build.weight() < 1 ? " (other data, weight " + build.weight() + ")" : ""))
                .collect(Collectors.joining(", "));
        return "study " + study.definition().study() + " starts "
                + (builds.isEmpty() ? "cold: no earlier build has trials of it" : "warm with trials of earlier builds: " + builds);
    }

    public static String asked(Trial trial) {
        String params = trial.params().entrySet().stream()
                .map(param -> param.getKey() + " " + ParameterValue.text(param.getValue()))
                .collect(Collectors.joining(", "));
        String again = trial.attempt() == 1 ? "" : " again";
        return ("trial " + trial.number() + again + ": " + trial.algorithm() + " " + params).replace(":  ", ": ");
    }

    public static String ended(Study study, Trial trial) {
        String what = trial.state() == TrialState.COMPLETE
                ? "complete: " + values(study.definition(), trial)
                : trial.state().name().toLowerCase(java.util.Locale.ROOT) + ": " + trial.reason();
        return "trial " + trial.number() + " " + what + study.best().map(best -> " (" + best(study, best) + ")").orElse("");
    }

    private static String best(Study study, Trial best) {
        return study.definition().objectives().size() == 1
                ? "best: trial " + best.number() + ", " + ParameterValue.text(best.value().orElseThrow())
                : "front: trials " + study.front().stream().map(trial -> String.valueOf(trial.number())).collect(Collectors.joining(", "));
    }

    /** Such as {@code accuracy 0.981, latency_p99_ms 3.2}. */
    private static String values(StudyDefinition definition, Trial trial) {
        return definition.objectives().stream()
                .map(Objective::metric)
                .map(metric -> metric + " " + ParameterValue.text(trial.metrics().getOrDefault(metric, trial.value().orElseThrow())))
                .collect(Collectors.joining(", "));
    }

    static String finished(Study study, StudyEvent.Ended end, Trial best) {
        return "study " + study.definition().study() + " " + end.state().text() + ": " + end.reason() + "; the best is trial " + best.number()
                + (best.algorithm().isEmpty() ? "" : " (" + best.algorithm() + ")") + " with "
                + values(study.definition(), best) + front(study);
    }

    private static String front(Study study) {
        return study.definition().objectives().size() == 1
                ? ""
                : ", the one of the " + study.front().size() + " trials on the Pareto front whose " + study.definition().metric() + " is best";
    }

    /**
     * What the step returns: the best trial, and with several metrics the {@code front}, each of its trials in the same form, best
     * first. Plain maps, lists, text and numbers: a sandboxed script may read them, and a build may be saved with them.
     */
    static Map<String, Object> result(Study study, Trial best) {
        Map<String, Object> result = result(best);
        if (study.definition().objectives().size() > 1) {
            result.put("front", new ArrayList<>(study.front().stream().map(SweepLog::result).toList()));
        }
        return result;
    }

    private static Map<String, Object> result(Trial best) {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("number", best.number());
        result.put("value", best.value().orElseThrow());
        result.put("algorithm", best.algorithm());
        result.put("params", new LinkedHashMap<>(best.params()));
        result.put("metrics", new LinkedHashMap<>(best.metrics()));
        result.put("model", best.model().orElse(""));
        return result;
    }
}
