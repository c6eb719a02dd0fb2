package io.jenkins.plugins.mlcd.labels;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.mlcd.record.Json;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** The events of a queue's log as JSON (docs/reference/record.md). */
final class QueueEvents {

    private QueueEvents() {}

    static ObjectNode event(String name, Instant at) {
        return Json.object().put("event", name).put("at", at.truncatedTo(ChronoUnit.MILLIS).toString());
    }

    static ObjectNode of(String name, Instant at, String id, String by) {
        return event(name, at).put("id", id).put("by", by);
    }

    static ObjectNode defined(QueueSettings settings, Instant at) {
        ObjectNode event = event("defined", at)
                .put("model", settings.model())
                .put("dataset", settings.dataset())
                .put("agreement", settings.agreement())
                .put("leaseSeconds", settings.lease().toSeconds())
                .put("guess", settings.guess().word())
                .put("enough", settings.enough());
        settings.classes().forEach(event.putArray("classes")::add);
        if (settings.shape().isImage()) {
            return event.put("width", settings.shape().width()).put("height", settings.shape().height());
        }
        settings.shape().columns().forEach(event.putArray("columns")::add);
        ArrayNode low = event.putArray("low");
        settings.ranges().low().forEach(low::add);
        ArrayNode high = event.putArray("high");
        settings.ranges().high().forEach(high::add);
        return event;
    }

    static ObjectNode queued(LabelSample sample, int build, Instant at) {
        ObjectNode event = event("queued", at)
                .put("id", sample.content())
                .put("build", build)
                .put("request", sample.request())
                .put("capturedAt", sample.capturedAt())
                .put("servedBy", sample.servedBy())
                .put("prediction", sample.prediction());
        sample.confidence().ifPresent(value -> event.put("confidence", value));
        event.put("group", sample.group()).put("why", sample.why().word());
        sample.finiteScore().ifPresent(value -> event.put("score", value));
        return event.put("reason", sample.reason()).put("input", sample.input());
    }

    /** What a filling found. */
    static ObjectNode filled(Filling filling, int build, long seed, Instant at) {
        ObjectNode event = event("filled", at)
                .put("build", build)
                .put("seed", seed)
                .put("captured", filling.captured())
                .put("answered", filling.answered())
                .put("known", filling.known())
                .put("duplicates", filling.duplicates())
                .put("near", filling.near())
                .put("outliers", filling.outliers())
                .put("considered", filling.considered())
                .put("chosen", filling.chosen().size());
        event.set("groups", Json.mapper().valueToTree(filling.groups()));
        return event;
    }
}
