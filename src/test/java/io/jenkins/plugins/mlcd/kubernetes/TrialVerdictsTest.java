package io.jenkins.plugins.mlcd.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The table of what a cluster says and what it amounts to: {@code src/test/resources/kubernetes/verdicts.yaml}. */
class TrialVerdictsTest {

    private static final KubernetesSerialization YAML = new KubernetesSerialization();
    private static final TrialKey KEY = new TrialKey(new StudyKey("https://ci.example.org/", "digits", 42, "digits"), 3, 1);

    @TestFactory
    List<DynamicTest> tellsWhatBecameOfATrial() throws IOException {
        String[] rows = Files.readString(Path.of("src/test/resources/kubernetes/verdicts.yaml")).split("(?m)^---$");
        List<DynamicTest> tests = Stream.of(rows).map(row -> YAML.unmarshal(row, JsonNode.class)).map(TrialVerdictsTest::test).toList();
        assertThat(tests).hasSizeGreaterThan(30);
        return tests;
    }

    private static DynamicTest test(JsonNode row) {
        return DynamicTest.dynamicTest(row.path("name").asText(), () -> {
            TrialVerdict verdict = TrialVerdicts.of(view(row), row.path("hadPod").asBoolean());
            assertThat(verdict.words()).isEqualTo(row.path("words").asText());
            assertThat(verdict.phase()).isEqualTo(TrialVerdict.Phase.valueOf(row.path("phase").asText()));
            assertThat(verdict.scheduled()).isEqualTo(row.path("scheduled").asBoolean());
        });
    }

    private static JobView view(JsonNode row) {
        Job job = YAML.convertValue(withParts(row.path("job")), Job.class);
        Optional<Pod> pod = row.has("pod") ? Optional.of(YAML.convertValue(withParts(row.path("pod")), Pod.class)) : Optional.empty();
        return new JobView(KEY, job, pod, Optional.ofNullable(row.path("refusal").textValue()));
    }

    private static ObjectNode withParts(JsonNode object) {
        ObjectNode whole = object.isObject() ? object.deepCopy() : JsonNodeFactory.instance.objectNode();
        whole.withObject("/metadata").put("name", "mlcd-digits");
        whole.withObject("/spec");
        return whole;
    }
}
