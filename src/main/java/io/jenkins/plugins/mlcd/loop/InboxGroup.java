package io.jenkins.plugins.mlcd.loop;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.mlcd.loop.InboxEvent.Outcome;
import io.jenkins.plugins.mlcd.record.Json;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Set;

/** A cause whose build has not begun, with those that joined it. */
final class InboxGroup {

    /** So many are followed one by one; a larger group is taken to hold whatever of it ends. */
    private static final int MOST_FOLLOWED = 10_000;

    private InboxEvent leader;
    private InboxEvent newest;
    private final Instant due;
    private final int chain;
    private final Set<String> open = new LinkedHashSet<>();
    private int members = 1;
    private boolean overflown;

    /** @param chain see {@link TriggerPolicy.View#chain} when it came in */
    InboxGroup(InboxEvent leader, Instant due, int chain) {
        this.leader = leader;
        this.newest = leader;
        this.due = due;
        this.chain = chain;
        open.add(leader.id());
    }

    void join(InboxEvent event) {
        members++;
        newest = event;
        overflown = overflown || open.size() >= MOST_FOLLOWED;
        if (!overflown) {
            open.add(event.id());
        }
    }

    void resolve(String id) {
        open.remove(id);
    }

    void schedule() {
        leader = leader.becomes(Outcome.SCHEDULED, leader.detail());
    }

    void unschedule() {
        leader = leader.becomes(Outcome.PENDING, leader.detail());
    }

    InboxEvent leader() {
        return leader;
    }

    /** The one that came last: what parameters of the build are taken from. */
    InboxEvent newest() {
        return newest;
    }

    /** When its build may begin. */
    Instant due() {
        return due;
    }

    int chain() {
        return chain;
    }

    int members() {
        return members;
    }

    /** Whether every one of them has ended. */
    boolean over() {
        return open.isEmpty() && !overflown;
    }

    ObjectNode save() {
        ObjectNode saved = Json.object().put("due", due.toString()).put("chain", chain).put("members", members).put("overflown", overflown)
                .put("scheduled", leader.outcome() == Outcome.SCHEDULED);
        saved.set("leader", InboxLines.received(leader));
        saved.set("newest", InboxLines.received(newest));
        open.forEach(saved.putArray("open")::add);
        return saved;
    }

    static InboxGroup load(com.fasterxml.jackson.databind.JsonNode saved) {
        InboxGroup group = new InboxGroup(InboxLines.event(saved.path("leader")).becomes(Outcome.PENDING, ""),
                Instant.parse(saved.path("due").asText()), saved.path("chain").asInt());
        group.newest = InboxLines.event(saved.path("newest"));
        group.members = saved.path("members").asInt();
        group.overflown = saved.path("overflown").asBoolean();
        group.open.clear();
        saved.path("open").forEach(id -> group.open.add(id.asText()));
        if (saved.path("scheduled").asBoolean()) {
            group.schedule();
        }
        return group;
    }
}
