package io.jenkins.plugins.mlcd.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.mlcd.loop.Occurrence;
import io.jenkins.plugins.mlcd.record.Json;
import io.jenkins.plugins.mlcd.webhook.WebhookSource.Kind;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PayloadTest {

    private static List<Occurrence> read(Kind kind, String body, Map<String, List<String>> headers) throws Exception {
        WebhookRequest request = new WebhookRequest("POST", kind.word(), Map.of(), headers, "127.0.0.1", InputStream.nullInputStream());
        return Payload.of(kind).read(Payloads.json(body), request, "src");
    }

    private static List<Occurrence> read(Kind kind, String body) throws Exception {
        return read(kind, body, Map.of());
    }

    private static List<Occurrence> alerts(String fixture) throws Exception {
        return read(Kind.ALERTMANAGER, new String(Payloads.alertmanager(fixture), "UTF-8"));
    }

    @Test
    void anAlertIsItsFingerprintAndItsStart() throws Exception {
        assertThat(alerts("01-firing")).singleElement().satisfies(alert -> {
            assertThat(alert.active()).isTrue();
            assertThat(alert.subject()).isEqualTo("ModelDriftHigh");
            assertThat(alert.key()).isEqualTo("alert 210476862fe8b9b0 2026-11-24T04:02:24.523Z");
            assertThat(alert.labels()).containsEntry("severity", "critical").containsEntry("model", "churn");
            assertThat(alert.summary()).isEqualTo("alert ModelDriftHigh fires: PSI of age is 0.42");
        });
        assertThat(alerts("02-resolved")).singleElement().satisfies(alert -> {
            assertThat(alert.active()).isFalse();
            assertThat(alert.key()).as("the same cause as it was when it fired").isEqualTo("alert 210476862fe8b9b0 2026-11-24T04:02:24.523Z");
        });
    }

    @Test
    void inAMixedGroupEachAlertHasAStatusOfItsOwn() throws Exception {
        assertThat(alerts("multi-03-firing")).extracting(Occurrence::active).containsExactly(true, false);
    }

    @Test
    void saysHowManyAlertsWereLeftOut() throws Exception {
        String group = new String(Payloads.alertmanager("01-firing"), "UTF-8").replace("\"truncatedAlerts\":0", "\"truncatedAlerts\":12");
        assertThat(read(Kind.ALERTMANAGER, group)).singleElement().satisfies(alert -> assertThat(alert.summary()).contains("left out 12 more"));
    }

    @Test
    void anAnnotationCanTellTheConfidence() throws Exception {
        String group = new String(Payloads.alertmanager("01-firing"), "UTF-8").replace("\"runbook\":\"retrain churn\"", "\"confidence\":\"0.42\"");
        assertThat(read(Kind.ALERTMANAGER, group).get(0).confidence()).hasValue(0.42);
    }

    @Test
    void anObjectThatWasCreatedIsANewVersionOfItsUri() throws Exception {
        assertThat(read(Kind.S3, Payloads.s3())).singleElement().satisfies(object -> {
            assertThat(object.subject()).isEqualTo("s3://data/digits/new part.csv");
            assertThat(object.key()).isEqualTo("dataset s3://data/digits/new part.csv d41d8cd98f00b204e9800998ecf8427e");
        });
        assertThat(read(Kind.S3, Payloads.s3().replace("s3:ObjectCreated:Put", "s3:ObjectRemoved:Delete"))).isEmpty();
        String sns = Json.line(Json.object().put("Type", "Notification").put("Message", Payloads.s3()));
        assertThat(read(Kind.S3, sns)).isEqualTo(read(Kind.S3, Payloads.s3()));
        assertThat(read(Kind.S3, "{\"Service\": \"Amazon S3\", \"Event\": \"s3:TestEvent\", \"Bucket\": \"data\"}")).isEmpty();
        assertThat(read(Kind.S3, """
                {"version": "0", "detail-type": "Object Created", "source": "aws.s3", "detail": {"bucket": {"name": "data"},
                 "object": {"key": "digits/a%2Fb.csv", "size": 5, "etag": "e", "version-id": "v9", "sequencer": "1"}}}""")).singleElement()
                .satisfies(object -> assertThat(object.key()).as("EventBridge does not encode keys").isEqualTo("dataset s3://data/digits/a%2Fb.csv v9"));
    }

    @Test
    void aFinalisedObjectIsANewVersionOfItsUri() throws Exception {
        assertThat(read(Kind.GCS, Payloads.gcs())).singleElement()
                .satisfies(object -> assertThat(object.key()).isEqualTo("dataset gs://data/digits/new.csv 1700000000000001"));
        assertThat(read(Kind.GCS, Payloads.gcs().replace("OBJECT_FINALIZE", "OBJECT_DELETE"))).isEmpty();
    }

    @Test
    void aPushTellsOfTheFilesThatItTouches() throws Exception {
        String repository = "https://git.example.org/team/data.git";
        assertThat(read(Kind.DVC, Payloads.github())).as("only what DVC wrote").singleElement().satisfies(file -> {
            assertThat(file.subject()).isEqualTo("digits");
            assertThat(file.aliases()).containsExactly(repository + "#data/digits.dvc", "data/digits.dvc");
        });
        assertThat(read(Kind.GIT, Payloads.github())).extracting(Occurrence::subject).containsExactly("data/new.csv", "digits");
        assertThat(read(Kind.DVC, Payloads.gitlab())).extracting(Occurrence::key)
                .isEqualTo(read(Kind.DVC, Payloads.github()).stream().map(Occurrence::key).toList());
        assertThat(read(Kind.GIT, Payloads.github().replace("refs/heads/main", "refs/heads/topic"))).as("not the default branch").isEmpty();
        assertThat(read(Kind.GIT, Payloads.github(), Map.of("X-GitHub-Event", List.of("issues")))).isEmpty();
        assertThat(read(Kind.GIT, "{\"zen\": \"Keep it logically awesome.\", \"hook_id\": 1}")).isEmpty();
    }

    @Test
    void cloudEventsComeStructuredBatchedAndBinary() throws Exception {
        Map<String, List<String>> structured = Map.of("Content-Type", List.of("application/cloudevents+json; charset=UTF-8"));
        Map<String, List<String>> batch = Map.of("Content-Type", List.of("application/cloudevents-batch+json"));
        Map<String, List<String>> binary = Map.of("Content-Type", List.of("application/json"), "ce-specversion", List.of("1.0"), "ce-type", List.of("t"),
                "ce-source", List.of("//lake.example.org"), "ce-subject", List.of("digits"), "ce-id", List.of("e-1"));
        List<Occurrence> one = read(Kind.CLOUDEVENTS, Payloads.cloudEvent(), structured);
        assertThat(one).singleElement().satisfies(event -> {
            assertThat(event.subject()).isEqualTo("digits");
            assertThat(event.key()).isEqualTo("dataset digits //lake.example.org e-1");
        });
        assertThat(read(Kind.CLOUDEVENTS, "[" + Payloads.cloudEvent() + "," + Payloads.cloudEvent().replace("e-1", "e-2") + "]", batch)).hasSize(2);
        assertThat(read(Kind.CLOUDEVENTS, "{\"rows\": 200}", binary)).extracting(Occurrence::key).isEqualTo(one.stream().map(Occurrence::key).toList());
        assertThat(read(Kind.CLOUDEVENTS, Payloads.dataset(), binary)).as("data of our own form").singleElement()
                .satisfies(event -> assertThat(event.newSamples()).isEqualTo(OptionalLong.of(200)));
    }

    @Test
    void aRegistryTellsOfNewVersionsAndOfConfidence() throws Exception {
        assertThat(read(Kind.MODEL, Payloads.model()).get(0).key()).isEqualTo("model base 7");
        assertThat(read(Kind.MODEL, "{\"entity\": \"model_version\", \"action\": \"created\", \"data\": {\"name\": \"base\", \"version\": \"7\", \"source\": \"models:/base\"}}")
                .get(0).key()).isEqualTo("model base 7");
        assertThat(read(Kind.MODEL, "{\"entity\": \"registered_model\", \"action\": \"created\", \"data\": {\"name\": \"base\"}}")).isEmpty();
        assertThat(read(Kind.MODEL, "{\"model\": \"digits\", \"confidence\": 0.41, \"at\": \"2026-11-24T10:00:00Z\"}").get(0).confidence()).hasValue(0.41);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "ALERTMANAGER | {\"version\":\"3\",\"alerts\":[]} | 'version' must be",
        "ALERTMANAGER | {\"version\":\"4\",\"alerts\":{}} | 'alerts' must be a list",
        "ALERTMANAGER | {\"version\":\"4\",\"alerts\":[{\"status\":\"firing\",\"labels\":{\"alertname\":\"A\"},\"startsAt\":\"yesterday\"}]} | 'startsAt' must be a time",
        "DATASET | {\"dataset\":\"d\",\"version\":\"v\",\"newSamples\":-1} | 'newSamples' must be a whole number",
        "DATASET | {\"dataset\":\"d\"} | 'version' must be a text",
        "S3 | {\"Records\":[{\"eventName\":\"ObjectCreated:Put\",\"s3\":{\"bucket\":{\"name\":\"b\"},\"object\":{\"key\":\"%zz\",\"eTag\":\"e\"}}}]} | encoded as in a URL",
        "GCS | {\"message\":{\"attributes\":{\"eventType\":\"OBJECT_FINALIZE\",\"bucketId\":\"b\",\"objectId\":\"o\"},\"data\":\"%%%\"}} | must be base64",
        "GIT | {\"after\":\"HEAD\",\"ref\":\"refs/heads/main\",\"commits\":[]} | 'after' must be the id of a commit",
        "MODEL | {\"model\":\"m\",\"confidence\":7} | 'confidence' must be a number from 0 to 1",
        "CLOUDEVENTS | {\"rows\":1} | 'specversion' must be a text",
    })
    void saysWhichRuleAPayloadBreaks(Kind kind, String body, String rule) {
        assertThatThrownBy(() -> read(kind, body)).isInstanceOf(PayloadException.class).hasMessageContaining(rule);
    }
}
