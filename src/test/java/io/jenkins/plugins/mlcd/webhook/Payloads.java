package io.jenkins.plugins.mlcd.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.mlcd.record.Json;
import io.jenkins.plugins.mlcd.webhook.WebhookSource.Kind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;

/** A payload of each kind as its sender writes it. */
final class Payloads {

    static final String COMMIT = "a10867b14bb761a232cd80139fbd4c0d33264240";

    private Payloads() {}

    static byte[] alertmanager(String fixture) throws IOException {
        return Files.readAllBytes(Path.of("src/test/resources/alertmanager", fixture + ".json"));
    }

    /** As MinIO sends it, after S3's form. */
    static String s3() {
        return """
                {"EventName": "s3:ObjectCreated:Put", "Key": "data/digits/new part.csv", "Records": [{"eventVersion": "2.0", "eventSource": "minio:s3",
                 "awsRegion": "", "eventTime": "2026-11-24T10:00:00.000Z", "eventName": "s3:ObjectCreated:Put", "userIdentity": {"principalId": "m"},
                 "s3": {"s3SchemaVersion": "1.0", "configurationId": "Config", "bucket": {"name": "data", "arn": "arn:aws:s3:::data"},
                 "object": {"key": "digits%2Fnew+part.csv", "size": 1024, "eTag": "d41d8cd98f00b204e9800998ecf8427e", "sequencer": "17A1B2C3D4"}}}]}""";
    }

    static String gcs() {
        String object = Base64.getEncoder().encodeToString("{\"size\": \"2048\", \"generation\": \"1700000000000001\"}".getBytes(StandardCharsets.UTF_8));
        return """
                {"message": {"attributes": {"bucketId": "data", "eventType": "OBJECT_FINALIZE", "objectId": "digits/new.csv",
                 "objectGeneration": "1700000000000001", "payloadFormat": "JSON_API_V1"}, "data": "%s", "messageId": "77", "publishTime": "2026-11-24T10:00:00Z"},
                 "subscription": "projects/p/subscriptions/s"}""".formatted(object);
    }

    static String github() {
        return """
                {"ref": "refs/heads/main", "before": "%1$s", "after": "%1$s", "repository": {"full_name": "team/data", "clone_url": "https://git.example.org/team/data.git",
                 "default_branch": "main"}, "commits": [{"id": "%1$s", "message": "More digits", "added": ["data/new.csv"], "removed": [], "modified": ["data/digits.dvc"]}]}"""
                .formatted(COMMIT);
    }

    static String gitlab() {
        return """
                {"object_kind": "push", "ref": "refs/heads/main", "after": "%1$s", "project": {"path_with_namespace": "team/data", "default_branch": "main",
                 "git_http_url": "https://git.example.org/team/data.git"}, "commits": [{"id": "%1$s", "added": [], "modified": ["data/digits.dvc"], "removed": []}]}"""
                .formatted(COMMIT);
    }

    static String dataset() {
        return "{\"dataset\": \"digits\", \"version\": \"sha256:ab\", \"uri\": \"s3://data/digits\", \"samples\": 6200, \"newSamples\": 200}";
    }

    static String model() {
        return "{\"model\": \"base\", \"version\": \"7\", \"uri\": \"models:/base/7\"}";
    }

    static String cloudEvent() {
        return """
                {"specversion": "1.0", "type": "org.example.data.updated", "source": "//lake.example.org", "subject": "digits", "id": "e-1",
                 "time": "2026-11-24T10:00:00Z", "datacontenttype": "application/json", "data": {"rows": 200}}""";
    }

    static String any(Kind kind) throws IOException {
        return switch (kind) {
            case ALERTMANAGER -> new String(alertmanager("multi-03-firing"), StandardCharsets.UTF_8);
            case DATASET -> dataset();
            case S3 -> s3();
            case GCS -> gcs();
            case CLOUDEVENTS -> cloudEvent();
            case GIT -> github();
            case DVC -> gitlab();
            case MODEL -> model();
        };
    }

    static JsonNode json(String text) throws IOException {
        return Json.mapper().readTree(text);
    }

    static List<Kind> kinds() {
        return List.of(Kind.values());
    }
}
