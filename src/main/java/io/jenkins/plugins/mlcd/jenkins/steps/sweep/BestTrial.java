package io.jenkins.plugins.mlcd.jenkins.steps.sweep;

import io.jenkins.plugins.mlcd.sweep.Trial;
import java.util.Map;
import java.util.Optional;
import jenkins.util.VirtualFile;

/**
 * The best complete trial of a study.
 *
 * @param number its number, from 0
 * @param algorithm empty when the study has one space without a name
 * @param params each parameter's value: text, a truth value, {@code Long} or {@code Double}
 * @param value the objective
 * @param metrics the last value of every metric
 * @param modelDir the directory with its model; empty when the trial left none here or the study keeps none
 * @param modelUri where a trial that ran elsewhere says that its model is, such as {@code s3://models/4}; it was not looked at
 */
public record BestTrial(
        int number,
        String algorithm,
        Map<String, Object> params,
        double value,
        Map<String, Double> metrics,
        Optional<VirtualFile> modelDir,
        Optional<String> modelUri) {

    static BestTrial of(Trial trial, Optional<VirtualFile> modelDir) {
        return new BestTrial(trial.number(), trial.algorithm(), trial.params(), trial.value().orElseThrow(), trial.metrics(), modelDir,
                trial.hasModelElsewhere() ? trial.model() : Optional.empty());
    }
}
