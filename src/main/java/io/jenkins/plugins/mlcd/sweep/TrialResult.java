package io.jenkins.plugins.mlcd.sweep;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a trial whose command succeeded comes to: the last value of each metric.
 *
 * @param failure why it has failed nevertheless, in one sentence: a metric to optimise is missing or no finite number
 */
record TrialResult(Map<String, Double> values, Optional<String> failure) {

    static TrialResult of(StudyDefinition definition, Trial trial) {
        Map<String, Double> last = new LinkedHashMap<>(trial.metrics());
        if (!trial.reported().isEmpty()) {
            last.put(definition.metric(), trial.reported().lastEntry().getValue());
        }
        Optional<String> failure = definition.objectives().stream()
                .map(Objective::metric)
                .map(metric -> failure(metric, last.get(metric), metric.equals(definition.metric()) ? trial : null))
                .flatMap(Optional::stream)
                .findFirst();
        return new TrialResult(last, failure);
    }

    /** @param stepped the trial when its steps are those of this metric, else null */
    private static Optional<String> failure(String metric, Double value, Trial stepped) {
        if (value == null) {
            return Optional.of("no '" + metric + "' was reported");
        }
        String step = stepped == null ? "" : ", at step " + stepped.reported().lastKey() + ",";
        return Double.isFinite(value) ? Optional.empty() : Optional.of("the last '" + metric + "'" + step + " is not a finite number");
    }
}
