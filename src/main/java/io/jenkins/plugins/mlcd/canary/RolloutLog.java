package io.jenkins.plugins.mlcd.canary;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.mlcd.record.EventLog;
import io.jenkins.plugins.mlcd.record.Schema;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Writes and reads the events of rollouts in {@code rollout.jsonl}; a build that rolls out twice has both in it. */
final class RolloutLog implements Journal {

    private final Path file;

    RolloutLog(Path file) {
        this.file = file;
    }

    /** The last rollout of {@code model} on {@code target}; empty when there was none. */
    Optional<RolloutState> last(String model, String target) throws IOException {
        RolloutState state = null;
        for (ObjectNode line : EventLog.read(file, Schema.ROLLOUT)) {
            Optional<RolloutEvent> event = parse(line);
            if (event.isPresent() && event.get() instanceof RolloutEvent.Started started) {
                boolean ours = model.equals(started.model()) && target.equals(started.target());
                state = ours ? RolloutState.started(started) : null;
            } else if (state != null && event.isPresent()) {
                state = state.after(event.get());
            }
        }
        return Optional.ofNullable(state);
    }

    @Override
    public RolloutState append(RolloutState state, RolloutEvent event) throws IOException {
        ObjectNode line = event.json();
        line.put("at", event.at().toString());
        try (EventLog log = EventLog.open(file, Schema.ROLLOUT)) {
            log.append(line);
        }
        return event instanceof RolloutEvent.Started started ? RolloutState.started(started) : state.after(event);
    }

    @Override
    public boolean detailed() {
        return true;
    }

    private Optional<RolloutEvent> parse(ObjectNode line) throws IOException {
        try {
            return RolloutEvent.of(line);
        } catch (JsonProcessingException | RuntimeException e) {
            throw new IOException(file + " holds a rollout event that cannot be read: " + e.getMessage(), e);
        }
    }
}
