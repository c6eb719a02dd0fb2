package io.jenkins.plugins.mlcd.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.mlcd.record.Json;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StudyDocumentTest {

    private static final String ASKED = "{'event':'asked','at':'2026-01-01T00:00:00Z','trial':0,'algorithm':'mlp','params':{'lr':0.1},'seed':4}";

    private static JsonNode fold(String... events) throws JsonProcessingException {
        List<ObjectNode> list = new ArrayList<>();
        for (String event : events) {
            list.add(Json.parseObject(event.replace('\'', '"')));
        }
        return StudyDocument.of(list);
    }

    @Test
    void foldsATrialFromAskedToTold() throws Exception {
        JsonNode study = fold(
                "{'event':'defined','definition':{'study':'digits','metric':'accuracy','direction':'maximize'}}",
                ASKED,
                "{'event':'reported','trial':0,'step':1,'metrics':{'accuracy':0.8}}",
                "{'event':'resources','trial':0,'resources':{'device':'cpu'}}",
                "{'event':'resources','trial':0,'resources':{'agent':'gpu-1'}}",
                "{'event':'told','at':'2026-01-01T00:00:09Z','trial':0,'value':0.8,'metrics':{'accuracy':0.8}}",
                "{'event':'ended','state':'completed','best':0}");
        assertThat(study.at("/name").asText()).isEqualTo("digits");
        JsonNode trial = study.at("/trials/0");
        assertThat(trial.at("/state").asText()).isEqualTo("complete");
        assertThat(trial.at("/value").asDouble()).isEqualTo(0.8);
        assertThat(trial.at("/steps/0/metrics/accuracy").asDouble()).isEqualTo(0.8);
        assertThat(trial.at("/resources/device").asText()).isEqualTo("cpu");
        assertThat(trial.at("/resources/agent").asText()).isEqualTo("gpu-1");
        assertThat(study.at("/ended/state").asText()).isEqualTo("completed");
    }

    @Test
    void aLostTrialStartsAnewWhenItIsAskedAgain() throws Exception {
        JsonNode trial = fold(
                        ASKED,
                        "{'event':'reported','trial':0,'step':1,'metrics':{'accuracy':0.8}}",
                        "{'event':'lost','trial':0,'reason':'the agent went away'}",
                        ASKED)
                .at("/trials/0");
        assertThat(trial.at("/state").asText()).isEqualTo("running");
        assertThat(trial.at("/steps")).isEmpty();
        assertThat(trial.has("reason")).isFalse();
    }

    @Test
    void trialsComeInOrderOfNumberAndUnknownEventsAreNoError() throws Exception {
        JsonNode study = fold("{'event':'asked','trial':2}", "{'event':'asked','trial':1}", "{'event':'of-the-future'}");
        assertThat(study.at("/trials/0/number").asInt()).isEqualTo(1);
        assertThat(study.at("/trials/1/number").asInt()).isEqualTo(2);
    }

    @Test
    void aFailedTrialSaysWhy() throws Exception {
        JsonNode trial = fold(ASKED, "{'event':'failed','trial':0,'reason':'the command ended with exit code 1'}").at("/trials/0");
        assertThat(trial.at("/state").asText()).isEqualTo("failed");
        assertThat(trial.at("/reason").asText()).contains("exit code 1");
    }
}
