package io.jenkins.plugins.mlcd.loop;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * When a cause may start a build. It bounds what a noisy monitor can cost.
 *
 * @param closed why no cause may start a build; empty when causes may
 * @param cooldown time after a cause was accepted in which no other is
 * @param maxPerDay causes accepted in 24 hours, 0 for no limit
 */
public record TriggerPolicy(Optional<String> closed, Duration cooldown, int maxPerDay) {

    /** No limit but that one cause starts one build. */
    public static final TriggerPolicy OPEN = new TriggerPolicy(Optional.empty(), Duration.ZERO, 0);

    public TriggerPolicy {
        if (cooldown.isNegative() || maxPerDay < 0) {
            throw new IllegalArgumentException("cooldown " + cooldown + " and maxPerDay " + maxPerDay + " may not be negative");
        }
    }

    /** No cause starts a build. */
    public static TriggerPolicy closed(String why) {
        return new TriggerPolicy(Optional.of(why), Duration.ZERO, 0);
    }

    /** Why a cause that comes in at {@code now} may not start a build; empty when it may. */
    public Optional<String> refusal(List<InboxEvent> earlier, Instant now) {
        if (closed.isPresent()) {
            return closed;
        }
        List<InboxEvent> accepted = earlier.stream().filter(InboxEvent::accepted).toList();
        Optional<Instant> last = accepted.stream().map(InboxEvent::at).max(Instant::compareTo);
        if (last.isPresent() && now.isBefore(last.get().plus(cooldown))) {
            return Optional.of("cooldown of " + cooldown.toSeconds() + " s after the cause of " + last.get() + " is not over");
        }
        Instant dayAgo = now.minus(Duration.ofDays(1));
        long today = accepted.stream().filter(event -> event.at().isAfter(dayAgo)).count();
        if (maxPerDay > 0 && today >= maxPerDay) {
            return Optional.of("maxPerDay: " + today + " of " + maxPerDay + " causes were accepted in the last 24 hours");
        }
        return Optional.empty();
    }
}
