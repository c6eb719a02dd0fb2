package io.jenkins.plugins.mlcd.jenkins.steps;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.mlcd.agent.model.Algorithm;
import io.jenkins.plugins.mlcd.agent.model.Algorithms;
import io.jenkins.plugins.mlcd.agent.model.Parameter;
import io.jenkins.plugins.mlcd.jenkins.steps.sweep.BuiltInAlgorithms;
import io.jenkins.plugins.mlcd.jenkins.steps.sweep.BuiltInAlgorithms.BuiltIn;
import java.util.LinkedHashMap;
import java.util.Map;
import net.sf.json.JSONObject;
import org.junit.jupiter.api.Test;

class BuiltInAlgorithmsTest {

    private static BuiltIn described(Algorithm algorithm) {
        Map<String, String> space = new LinkedHashMap<>();
        for (Parameter parameter : algorithm.parameters()) {
            if (!parameter.range().isEmpty()) {
                space.put(parameter.name(), parameter.range());
            }
        }
        return new BuiltIn(algorithm.name(), algorithm.summary(), space);
    }

    @Test
    void theFormsListIsThatOfTheTrainers() {
        assertThat(BuiltInAlgorithms.all()).containsExactlyElementsOf(Algorithms.all().stream().map(BuiltInAlgorithmsTest::described).toList());
    }

    @Test
    void whatIsTickedComesWithItsSpace() {
        JSONObject form = JSONObject.fromObject("{convnet: false, mlp: true, xgboost: true, other: true}");

        assertThat(BuiltInAlgorithms.ticked(form)).containsOnlyKeys("mlp", "xgboost");
        assertThat(BuiltInAlgorithms.ticked(form).get("xgboost")).isInstanceOf(Map.class).asString().contains("depth=3..6");
        assertThat(BuiltInAlgorithms.ticked(new JSONObject())).isEmpty();
    }
}
