package io.jenkins.plugins.mlcd.canary;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.mlcd.record.EventLog;
import io.jenkins.plugins.mlcd.record.Json;
import io.jenkins.plugins.mlcd.record.Schema;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What people want of the rollouts of a build: {@code rollout-commands.jsonl}, which a page or a command writes and the rollout reads. */
public final class PersonCommands {

    private final Path file;

    public PersonCommands(Path file) {
        this.file = file;
    }

    /**
     * Appends what a person wants.
     *
     * @throws IllegalArgumentException when the reason is too long
     */
    public PersonCommand add(PersonCommand.Action action, String by, Instant at, String reason) throws IOException {
        synchronized (PersonCommands.class) {
            PersonCommand command = new PersonCommand(all().size() + 1, action, by, at, reason);
            try (EventLog log = EventLog.open(file, Schema.ROLLOUT_COMMANDS)) {
                log.append(Json.object().put("event", "command").put("at", at.toString()).put("action", action.word()).put("by", by).put("reason", command.reason()));
            }
            return command;
        }
    }

    /** All commands so far, in their order. */
    List<PersonCommand> all() throws IOException {
        List<PersonCommand> commands = new ArrayList<>();
        for (ObjectNode line : EventLog.read(file, Schema.ROLLOUT_COMMANDS)) {
            commands.add(new PersonCommand(commands.size() + 1, PersonCommand.Action.of(line.path("action").asText()), line.path("by").asText(),
                    Instant.parse(line.path("at").asText()), line.path("reason").asText()));
        }
        return commands;
    }
}
