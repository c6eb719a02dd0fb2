package io.jenkins.plugins.mlcd.jenkins.steps.sweep;

import io.jenkins.plugins.mlcd.sweep.ParameterValue;
import io.jenkins.plugins.mlcd.sweep.SearchSpace;
import io.jenkins.plugins.mlcd.sweep.StudyDefinition;
import io.jenkins.plugins.mlcd.sweep.Trial;
import java.util.LinkedHashMap;
import java.util.Map;

/** The variables of the protocol that are the same wherever a trial runs; those that name files are the runner's own. */
public final class TrialEnvironment {

    private TrialEnvironment() {}

    public static Map<String, String> of(StudyDefinition definition, Trial trial) {
        Map<String, String> env = new LinkedHashMap<>();
        env.put("ML_STUDY", definition.study());
        env.put("ML_METRIC", definition.metric());
        env.put("ML_TRIAL", String.valueOf(trial.number()));
        env.put("ML_ALGORITHM", trial.algorithm());
        env.put("ML_SEED", String.valueOf(trial.seed()));
        trial.params().forEach((name, value) -> env.put(SearchSpace.variable(name), ParameterValue.text(value)));
        return env;
    }
}
