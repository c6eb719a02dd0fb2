package io.jenkins.plugins.mlcd.labels;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.mlcd.record.Json;
import java.time.Instant;
import java.util.Base64;
import java.util.stream.Collectors;

/** Queues and samples as pages are sent them. What would tell the model's guess is left out where people are not to see it. */
final class SampleJson {

    private static final int WHITE = 255;

    private SampleJson() {}

    static ObjectNode queue(String model, LabelQueue.View view, String by) {
        QueueSettings settings = view.settings().orElseThrow();
        ObjectNode queue = Json.object()
                .put("model", model)
                .put("dataset", settings.dataset())
                .put("agreement", settings.agreement())
                .put("guess", settings.guess().word())
                .put("leaseSeconds", settings.lease().toSeconds())
                .put("enough", settings.enough())
                .put("fresh", view.fresh())
                .put("mine", view.people().getOrDefault(by, 0));
        settings.classes().forEach(queue.putArray("classes")::add);
        ObjectNode counts = queue.putObject("counts");
        view.counts().forEach((state, count) -> counts.put(state.word(), count));
        ObjectNode people = queue.putObject("people");
        view.people().forEach((person, count) -> people.put(person.equals(Vote.FEEDBACK) ? "feedback" : person, count));
        view.lastFilling().ifPresent(filling -> queue.set("lastFilling", filling));
        return queue;
    }

    static ObjectNode sample(QueuedSample queued, QueueSettings settings, String by, Instant now) {
        LabelSample sample = queued.sample();
        boolean shown = settings.guess() == QueueSettings.Guess.SHOWN;
        ObjectNode json = Json.object()
                .put("id", sample.content())
                .put("state", queued.state(settings.agreement(), now).word())
                .put("why", sample.why().word())
                .put("reason", sample.reason())
                .put("capturedAt", sample.capturedAt())
                .put("servedBy", sample.servedBy());
        input(json, sample.values(), settings);
        queued.heldUntil(by, now).ifPresent(until -> json.put("until", until.toString()));
        queued.aside().ifPresent(reason -> json.put("aside", reason));
        ArrayNode comments = json.putArray("comments");
        queued.comments().forEach(comment -> comments.addObject().put("by", comment.by()).put("at", comment.at().toString()).put("text", comment.text()));
        if (shown) {
            json.setAll(guess(queued));
        }
        return json;
    }

    static ObjectNode guess(QueuedSample queued) {
        ObjectNode json = Json.object().put("prediction", queued.sample().prediction());
        queued.sample().confidence().ifPresent(value -> json.put("confidence", value));
        return json;
    }

    /** With what was said of it, but to those who may still be asked. */
    static ObjectNode listed(QueuedSample queued, QueueSettings settings, String by, Instant now) {
        ObjectNode json = sample(queued, settings, by, now);
        queued.settlement(settings.agreement()).ifPresent(settled -> {
            json.put("label", settled.label()).put("source", settled.source().word());
            json.put("by", settled.by().stream().map(vote -> vote.by().equals(Vote.FEEDBACK) ? "feedback" : vote.by()).collect(Collectors.joining(", ")));
            json.put("at", settled.by().get(settled.by().size() - 1).at().toString());
            json.setAll(guess(queued));
        });
        return json;
    }

    private static void input(ObjectNode json, float[] values, QueueSettings settings) {
        InputShape shape = settings.shape();
        if (shape.isImage() && values.length == shape.values()) {
            byte[] pixels = new byte[values.length];
            for (int i = 0; i < values.length; i++) {
                pixels[i] = (byte) Math.round(Math.min(1, Math.max(0, values[i])) * WHITE);
            }
            json.put("width", shape.width()).put("height", shape.height()).put("pixels", Base64.getEncoder().encodeToString(pixels));
            return;
        }
        ArrayNode columns = json.putArray("columns");
        for (int i = 0; i < values.length; i++) {
            ObjectNode column = columns.addObject().put("name", i < shape.columns().size() ? shape.columns().get(i) : "x" + i).put("value", values[i]);
            if (i < settings.ranges().low().size()) {
                column.put("low", settings.ranges().low().get(i)).put("high", settings.ranges().high().get(i));
                column.put("unusual", settings.ranges().unusual(i, values[i]));
            }
        }
    }
}
