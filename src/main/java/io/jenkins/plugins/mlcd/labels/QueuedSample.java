package io.jenkins.plugins.mlcd.labels;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** A sample of a queue and all that was said of it. What it is follows from that and the time. */
public final class QueuedSample {

    private final LabelSample sample;
    private final int build;
    private final List<Vote> votes = new ArrayList<>();
    private final Map<String, Instant> claims = new LinkedHashMap<>();
    private final Set<String> skipped = new TreeSet<>();
    private final List<Comment> comments = new ArrayList<>();
    private Optional<String> aside;

    /** What somebody noted. */
    public record Comment(String by, Instant at, String text) {}

    QueuedSample(LabelSample sample, int build) {
        this.sample = sample;
        this.build = build;
        aside = sample.why() == LabelSample.Why.OUTLIER ? Optional.of(sample.reason()) : Optional.empty();
    }

    /** As it is now: others go on with the original. */
    QueuedSample copy() {
        QueuedSample copy = new QueuedSample(sample, build);
        copy.votes.addAll(votes);
        copy.claims.putAll(claims);
        copy.skipped.addAll(skipped);
        copy.comments.addAll(comments);
        copy.aside = aside;
        return copy;
    }

    public LabelSample sample() {
        return sample;
    }

    /** The build that chose it. */
    public int build() {
        return build;
    }

    /** What was said, in its order, without what was taken back. */
    public List<Vote> votes() {
        return List.copyOf(votes);
    }

    public Set<String> skippedBy() {
        return Set.copyOf(skipped);
    }

    public List<Comment> comments() {
        return List.copyOf(comments);
    }

    /** Why it is set aside; empty when it is not. */
    public Optional<String> aside() {
        return aside;
    }

    /** Its label; empty when it has none yet. */
    public Optional<Settlement> settlement(int agreement) {
        return Settlement.of(votes, agreement);
    }

    boolean isSettled(int agreement) {
        return !votes.isEmpty() && settlement(agreement).isPresent();
    }

    private boolean isHeld(Instant now) {
        return !claims.isEmpty() && !holders(now).isEmpty();
    }

    /** @param agreement people who have to say the same */
    public LabelState state(int agreement, Instant now) {
        if (isSettled(agreement)) {
            return LabelState.SETTLED;
        } else if (aside.isPresent()) {
            return LabelState.ASIDE;
        } else if (votes.size() >= 2) {
            return LabelState.DISAGREED;
        } else if (skipped.size() >= agreement && votes.isEmpty()) {
            return LabelState.SKIPPED;
        } else if (!votes.isEmpty()) {
            return LabelState.LABELLED;
        }
        return isHeld(now) ? LabelState.CLAIMED : LabelState.WAITING;
    }

    /** Who looks at it now. */
    public Set<String> holders(Instant now) {
        Set<String> holders = new TreeSet<>();
        claims.forEach((by, until) -> {
            if (now.isBefore(until)) {
                holders.add(by);
            }
        });
        return holders;
    }

    /** Until when {@code by} has it; empty when they do not. */
    public Optional<Instant> heldUntil(String by, Instant now) {
        return Optional.ofNullable(claims.get(by)).filter(now::isBefore);
    }

    /** Whether {@code by} has said something of it that stands. */
    public boolean knows(String by) {
        return skipped.contains(by) || votes.stream().anyMatch(vote -> vote.by().equals(by));
    }

    /** How many people it still needs, if they agree. */
    int needed(int agreement) {
        return votes.size() >= 2 ? 1 : Math.max(1, agreement - votes.size());
    }

    /** Whether it can be given to {@code by}: it is asked about, they have not said anything of it, and no more people look at it than it needs. */
    boolean isFor(String by, int agreement, Instant now) {
        LabelState state = state(agreement, now);
        if (state == LabelState.SETTLED || state == LabelState.ASIDE || state == LabelState.SKIPPED || knows(by)) {
            return false;
        }
        if (claims.isEmpty()) {
            return true;
        }
        Set<String> others = holders(now);
        others.remove(by);
        return others.size() < needed(agreement);
    }

    void claim(String by, Instant until) {
        claims.put(by, until);
    }

    void release(String by) {
        claims.remove(by);
    }

    void vote(Vote vote) {
        votes.removeIf(earlier -> earlier.by().equals(vote.by()));
        votes.add(vote);
        claims.remove(vote.by());
    }

    void skip(String by) {
        skipped.add(by);
        claims.remove(by);
    }

    void takeBack(String by) {
        votes.removeIf(vote -> vote.by().equals(by));
        skipped.remove(by);
    }

    void comment(Comment comment) {
        comments.add(comment);
    }

    void setAside(Optional<String> reason) {
        aside = reason;
        claims.clear();
    }
}
