package io.jenkins.plugins.mlcd.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.mlcd.loop.Occurrence;
import java.util.List;
import java.util.Optional;

/** Our own form for data sets: {@code {"dataset": "digits", "version": "sha256:...", "uri": "...", "samples": 6200, "newSamples": 200}}. */
final class DatasetPayload implements Payload {

    @Override
    public List<Occurrence> read(JsonNode body, WebhookRequest request, String source) throws PayloadException {
        Fields.requireObject(body, "the payload");
        Optional<String> uri = Fields.optionalText(body, "/uri");
        return List.of(Occurrence.dataset(Fields.text(body, "/dataset"), uri.stream().toList(), Fields.text(body, "/version"), source)
                .withSamples(Fields.count(body, "/newSamples"), Fields.count(body, "/samples"))
                .withDetail(Fields.object(body)));
    }
}
