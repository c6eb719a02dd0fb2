package io.jenkins.plugins.mlcd.loop;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.mlcd.loop.Inbox.Judged;
import io.jenkins.plugins.mlcd.loop.InboxEvent.Outcome;
import io.jenkins.plugins.mlcd.loop.TriggerPolicy.Judgement;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Collects the lines of several causes that come in together, so that a storm costs few lines and one write. */
final class InboxWriter {

    private final InboxState state;
    private final Instant now;
    private final List<ObjectNode> lines = new ArrayList<>();
    private final Map<String, List<String>> merged = new LinkedHashMap<>();
    private final List<String> repeated = new ArrayList<>();

    InboxWriter(InboxState state, Instant now) {
        this.state = state;
        this.now = now;
    }

    /** Empty when the cause is known and was judged. */
    Optional<Judged> receive(Instant at, String kind, String key, String summary, Map<String, Object> evidence, TriggerPolicy policy) {
        OptionalInt known = state.find(key);
        if (known.isPresent()) {
            String id = Integer.toString(known.getAsInt());
            Optional<InboxEvent> unjudged = state.unjudged(id);
            if (unjudged.isEmpty()) {
                repeated.add(id);
            }
            return unjudged.map(event -> judge(event, policy));
        }
        InboxEvent event = InboxEvent.received(state.nextId(), at, kind, key, summary, evidence);
        add(InboxLines.received(event));
        return Optional.of(judge(event, policy));
    }

    Judged judge(InboxEvent event, TriggerPolicy policy) {
        Judgement judgement = policy.judge(state, event, now);
        if (judgement instanceof Judgement.Accept accept) {
            List<String> joining = event.kind().equals(Occurrence.Kind.DATASET.word()) ? state.idsWaiting() : List.of();
            ObjectNode line = InboxLines.line("accepted", now, event.id()).put("due", accept.due().toString());
            add(accept.reason().isEmpty() ? line : line.put("reason", accept.reason()));
            joining.forEach(id -> merged.computeIfAbsent(event.id(), into -> new ArrayList<>()).add(id));
            return new Judged(event.becomes(Outcome.PENDING, accept.reason()), false);
        }
        if (judgement instanceof Judgement.Merge merge) {
            merged.computeIfAbsent(merge.into(), into -> new ArrayList<>()).add(event.id());
            state.merge(event.id(), merge.into());
            return new Judged(event.becomes(Outcome.MERGED, merge.into()), false);
        }
        Judgement.Suppress suppress = (Judgement.Suppress) judgement;
        ObjectNode line = InboxLines.line("suppressed", now, event.id()).put("reason", suppress.reason());
        suppress.samples().ifPresent(samples -> line.put("samples", samples));
        add(line);
        return new Judged(event.becomes(Outcome.SUPPRESSED, suppress.reason()), suppress.loop());
    }

    /** An alert has ended. When all that a waiting build would serve have ended, no build is asked for, and its cause is returned. */
    Optional<InboxEvent> resolve(String key) {
        OptionalInt known = state.find(key);
        if (known.isEmpty()) {
            return Optional.empty();
        }
        flushMerges();
        add(InboxLines.line("resolved", now, List.of(Integer.toString(known.getAsInt()))));
        for (InboxGroup group : state.groups()) {
            if (group.over()) {
                String reason = "no longer firing";
                add(InboxLines.line("suppressed", now, group.leader().id()).put("reason", reason));
                return Optional.of(group.leader().becomes(Outcome.SUPPRESSED, reason));
            }
        }
        return Optional.empty();
    }

    private void add(ObjectNode line) {
        lines.add(line);
        state.apply(line);
    }

    private void flushMerges() {
        merged.forEach((into, ids) -> lines.add(InboxLines.line("merged", now, ids).put("into", into)));
        merged.clear();
    }

    void finish(InboxStore store, boolean toDisk, long segmentBytes) throws IOException {
        flushMerges();
        if (!repeated.isEmpty()) {
            lines.add(InboxLines.line("repeated", now, repeated));
        }
        if (!lines.isEmpty()) {
            store.append(lines, toDisk, now, segmentBytes);
        }
    }
}
