package io.jenkins.plugins.mlcd.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.mlcd.loop.InboxEvent;
import io.jenkins.plugins.mlcd.record.Json;
import java.util.List;
import java.util.Locale;

/** The inbox of a job for its page: each cause that came in, and what became of it. */
final class InboxDocument {

    private InboxDocument() {}

    /** The newest {@code most} causes, the newest first. */
    static ArrayNode of(List<InboxEvent> events, int most) {
        ArrayNode list = Json.mapper().createArrayNode();
        for (int i = events.size() - 1; i >= Math.max(0, events.size() - most); i--) {
            InboxEvent event = events.get(i);
            ObjectNode cause = list.addObject()
                    .put("id", event.id())
                    .put("at", event.at().toString())
                    .put("kind", event.kind())
                    .put("summary", event.summary())
                    .put("outcome", event.outcome().name().toLowerCase(Locale.ROOT))
                    .put("repeats", event.repeats());
            if (event.detail() != null && !event.detail().isEmpty()) {
                cause.put("detail", event.detail());
            }
            event.build().ifPresent(build -> cause.put("build", build));
        }
        return list;
    }
}
