package io.jenkins.plugins.mlcd.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.mlcd.record.Json;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ModelDocumentsTest {

    private static ModelDocuments fold(String... events) throws JsonProcessingException {
        List<ObjectNode> list = new ArrayList<>();
        for (String event : events) {
            list.add(Json.parseObject(event.replace('\'', '"')));
        }
        return new ModelDocuments(list);
    }

    private static String registered(int version) {
        return "{'event':'registered','at':'2026-01-0" + version + "T00:00:00Z','model':'m','version':'" + version + "','build':" + version + ",'metrics':{'accuracy':0.9}}";
    }

    private static String production(int version, String at, String more) {
        return "{'event':'stage','at':'" + at + "','model':'m','version':'" + version + "','stage':'production','build':" + version + ",'by':'mlCanary','reason':'all users'" + more + "}";
    }

    @Test
    void aPromotionEndsTheTimeOfTheVersionBefore() throws JsonProcessingException {
        ModelDocuments models = fold(registered(1), registered(2), production(1, "2026-01-01T01:00:00Z", ""), production(2, "2026-01-02T01:00:00Z", ""), "{'event':'of-the-future'}");
        JsonNode spans = models.timeline("m", 10);
        assertThat(spans.findValuesAsText("id")).containsExactly("m:1", "m:2");
        assertThat(spans.at("/0/to").asText()).isEqualTo("2026-01-02T01:00:00Z");
        assertThat(spans.at("/0/ended").asText()).isEqualTo("retired");
        assertThat(spans.at("/1/to").isMissingNode()).isTrue();
        assertThat(models.inProduction()).containsExactly("m:2");
        assertThat(models.lastPromoted()).hasValue(2);
        assertThat(models.ofBuild(1).at("/0/stages/1/reason").asText()).isEqualTo("m:2 followed");
    }

    @Test
    void aRollbackRejectsAndPromotesNothing() throws JsonProcessingException {
        ModelDocuments models = fold(registered(1), registered(2), production(1, "2026-01-01T01:00:00Z", ""), production(2, "2026-01-02T01:00:00Z", ""),
                production(1, "2026-01-03T01:00:00Z", ",'rolledBack':'2'"));
        JsonNode spans = models.timeline("m", 2);
        assertThat(spans.findValuesAsText("id")).as("the last two").containsExactly("m:2", "m:1");
        assertThat(spans.at("/0/ended").asText()).isEqualTo("rejected");
        assertThat(spans.at("/1/rollback").asBoolean()).isTrue();
        assertThat(models.lastPromoted()).hasValue(2);
        assertThat(models.summary("m").at("/production/id").asText()).isEqualTo("m:1");
        assertThat(models.versions(10).findValuesAsText("stage")).contains("rejected");
        assertThat(models.ofBuild(2).at("/0/stage").asText()).isEqualTo("rejected");
        assertThat(models.ofBuild(1).at("/0/stage").asText()).isEqualTo("production");
    }

    @Test
    void aModelThatNobodyPromotedIsInNoProduction() throws JsonProcessingException {
        ModelDocuments models = fold(registered(1), production(7, "2026-01-01T01:00:00Z", ""));
        assertThat(models.summary("m").has("production")).isFalse();
        assertThat(models.summary("m").at("/newest/id").asText()).isEqualTo("m:1");
        assertThat(models.lastPromoted()).isEmpty();
        assertThat(models.timeline("m", 5)).isEmpty();
    }
}
