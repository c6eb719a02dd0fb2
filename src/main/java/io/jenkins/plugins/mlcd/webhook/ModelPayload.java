package io.jenkins.plugins.mlcd.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.mlcd.loop.Occurrence;
import io.jenkins.plugins.mlcd.loop.Occurrence.Kind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A new version in a model registry, {@code {"model": "base", "version": "7", "uri": "..."}}, or MLflow's webhook about a created model
 * version. With {@code confidence} it tells how sure the model in production is, and needs no version then but a time, {@code at}.
 */
final class ModelPayload implements Payload {

    @Override
    public List<Occurrence> read(JsonNode body, WebhookRequest request, String source) throws PayloadException {
        Fields.requireObject(body, "the payload");
        if (body.has("entity")) {
            return mlflow(body, source);
        }
        boolean measured = body.has("confidence");
        if (measured && Fields.confidence(body.path("confidence")).isEmpty()) {
            throw new PayloadException("'confidence' must be a number from 0 to 1");
        }
        String model = Fields.text(body, "/model");
        String version = Fields.text(body, measured && !body.has("version") ? "/at" : "/version");
        String key = measured ? "confidence " + model + " " + version + Fields.optionalText(body, "/at").map(at -> " " + at).orElse("") : key(model, version);
        String summary = measured ? "the mean confidence of model " + model + " is " + body.path("confidence").asText() : summary(model, version);
        return List.of(occurrence(model, key, summary, body, Fields.optionalText(body, "/uri"), source));
    }

    /** MLflow's {@code model_version.created}; what else it tells of concerns nobody here. */
    private static List<Occurrence> mlflow(JsonNode body, String source) throws PayloadException {
        if (!body.path("entity").asText().equals("model_version") || !body.path("action").asText().equals("created")) {
            return List.of();
        }
        String model = Fields.text(body, "/data/name");
        String version = Fields.text(body, "/data/version");
        return List.of(occurrence(model, key(model, version), summary(model, version), body.path("data"), Fields.optionalText(body, "/data/source"), source));
    }

    private static String key(String model, String version) {
        return "model " + model + " " + version;
    }

    private static String summary(String model, String version) {
        return "model " + model + " has version " + version;
    }

    private static Occurrence occurrence(String model, String key, String summary, JsonNode detail, Optional<String> uri, String source) {
        return new Occurrence(Kind.MODEL, true, model, uri.stream().toList(), key, summary, Map.of("model", model), OptionalLong.empty(), OptionalLong.empty(),
                Fields.confidence(detail.path("confidence")), Fields.object(detail), source);
    }
}
