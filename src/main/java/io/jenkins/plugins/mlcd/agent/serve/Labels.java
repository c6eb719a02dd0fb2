package io.jenkins.plugins.mlcd.agent.serve;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.mlcd.record.Json;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;

/** Answers {@code POST /feedback}: joins a true label with its prediction, counts it, and hands it to the capture. */
final class Labels {

    private static final int MAX_BYTES = 4_096;

    private final InstantSource clock;
    private final LabelJoin join;
    private final TrafficRecorder recorder;
    private final ServerMetrics metrics;

    Labels(InstantSource clock, LabelJoin join, TrafficRecorder recorder, ServerMetrics metrics) {
        this.clock = clock;
        this.join = join;
        this.recorder = recorder;
        this.metrics = metrics;
    }

    Future<Void> handle(HttpServerRequest request) {
        return Http.body(request, MAX_BYTES).map(Http::object).map(Feedback::of).compose(feedback -> {
            Instant now = clock.instant();
            LabelJoin.Joined joined = join.label(feedback, now);
            metrics.feedback(joined);
            if (joined.isNew() || joined.result() == LabelJoin.Result.UNKNOWN) {
                recorder.labelled(feedback, joined, now);
            }
            return answer(request, feedback, joined);
        });
    }

    private static Future<Void> answer(HttpServerRequest request, Feedback feedback, LabelJoin.Joined joined) {
        if (joined.result() == LabelJoin.Result.CONTRADICTING) {
            throw new HttpException(409, "request '" + feedback.id() + "' has the label '" + joined.former().orElseThrow()
                    + "' already, which stays; '" + feedback.label() + "' is not taken");
        }
        ObjectNode body = Json.object()
                .put("id", feedback.id())
                .put("known", joined.prediction().isPresent())
                .put("result", joined.result().name().toLowerCase(Locale.ROOT));
        if (joined.late()) {
            body.put("late", true);
        }
        return Http.json(request.response(), joined.result() == LabelJoin.Result.REPEATED ? 200 : 202, body);
    }
}
