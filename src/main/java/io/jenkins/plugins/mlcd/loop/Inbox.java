package io.jenkins.plugins.mlcd.loop;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.mlcd.loop.InboxEvent.Outcome;
import io.jenkins.plugins.mlcd.record.IncrementalLog;
import io.jenkins.plugins.mlcd.record.JobLayout;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.Predicate;

/**
 * The causes that asked for a build of a job, over {@code <job>/mlcd/inbox.jsonl}. A cause is recorded and judged before a build is
 * asked for; received again under the same key it is the same cause. Causes that come while one waits for its build join it. Safe for
 * use by all threads of the JVM.
 */
public final class Inbox {

    /** A cause that came in and what the policy made of it. */
    public record Judged(InboxEvent event, boolean loop) {}

    /**
     * A cause whose build has not begun.
     *
     * @param leader the cause that the build is asked for with
     * @param newest of those that joined it, the last, or the leader itself
     * @param due when the build may begin
     * @param members how many causes the build will serve
     * @param held whether a build that runs has to end first, because new data is not in it
     */
    public record Waiting(InboxEvent leader, InboxEvent newest, Instant due, int members, boolean held) {}

    /** How a build ended that a cause had started. */
    public record Ended(InboxEvent leader, int failures) {}

    private final Path file;
    private final InstantSource clock;
    private final long segmentBytes;
    private final InboxStores stores;

    private Inbox(Path jobDirectory, InstantSource clock, long segmentBytes, InboxStores stores) {
        this.stores = stores;
        this.file = new JobLayout(jobDirectory).inbox().toAbsolutePath().normalize();
        this.clock = clock;
        this.segmentBytes = segmentBytes;
    }

    public static Inbox of(Path jobDirectory) {
        return of(jobDirectory, InstantSource.system());
    }

    public static Inbox of(Path jobDirectory, InstantSource clock) {
        return of(jobDirectory, clock, InboxStore.SEGMENT_BYTES);
    }

    static Inbox of(Path jobDirectory, InstantSource clock, long segmentBytes) {
        return of(jobDirectory, clock, segmentBytes, InboxStores.SHARED);
    }

    static Inbox of(Path jobDirectory, InstantSource clock, long segmentBytes, InboxStores stores) {
        return new Inbox(jobDirectory, clock, segmentBytes, stores);
    }

    /** Every cause with what became of it, oldest first; of a very long history only the last part, some 30 MB of it. */
    public List<InboxEvent> events() throws IOException {
        return InboxHistory.of(stores.with(file, store -> InboxStore.lines(file)));
    }

    /** The causes that a build serves: the one that it was asked for with, and those that joined it. */
    public List<InboxEvent> served(int build) throws IOException {
        return events().stream().filter(event -> event.build().equals(Optional.of(build))).toList();
    }

    /**
     * Records a cause and what the policy makes of it, on disk when this returns. The caller asks for the build when the outcome is
     * {@link Outcome#PENDING}, and may do so again after a crash: the cause of the same key is returned as it stands.
     */
    public InboxEvent receive(String kind, String key, String summary, Map<String, ?> evidence, TriggerPolicy policy) throws IOException {
        return stores.with(file, store -> {
            InboxWriter writer = new InboxWriter(store.state(), clock.instant());
            Optional<InboxEvent> judged = writer.receive(clock.instant(), kind, key, summary, Map.copyOf(evidence), policy).map(Judged::event);
            writer.finish(store, true, segmentBytes);
            return judged.isPresent() ? judged.get() : known(key);
        });
    }

    /** Under the store's lock. */
    private InboxEvent known(String key) throws IOException {
        return InboxHistory.of(InboxStore.lines(file)).stream().filter(event -> event.key().equals(key)).reduce((first, second) -> second)
                .orElseThrow(() -> new IOException(file + " knows the cause '" + key + "', but its lines are gone"));
    }

    /**
     * Records causes and what the policy makes of each; those that are known already are only counted. They survive a crash of this
     * process when this returns, and one of the machine after {@link #sync}.
     *
     * @return what became of those that are new, in their order
     */
    public List<Judged> receiveAll(List<Intake.Arrival> arrivals, TriggerPolicy policy) throws IOException {
        return stores.with(file, store -> {
            InboxWriter writer = new InboxWriter(store.state(), clock.instant());
            List<Judged> judged = new ArrayList<>();
            for (Intake.Arrival arrival : arrivals) {
                Occurrence told = arrival.occurrence();
                if (told.active()) {
                    writer.receive(arrival.at(), told.kind().word(), told.key(), told.summary(), told.evidence(), policy).ifPresent(judged::add);
                } else {
                    writer.resolve(told.key()).ifPresent(over -> judged.add(new Judged(over, false)));
                }
            }
            writer.finish(store, false, segmentBytes);
            return judged;
        });
    }

    /** Judges causes that a crash left unjudged. */
    public List<Judged> judgeAgain(TriggerPolicy policy) throws IOException {
        return stores.with(file, store -> {
            InboxWriter writer = new InboxWriter(store.state(), clock.instant());
            List<Judged> judged = new ArrayList<>();
            for (InboxEvent event : store.state().unjudged()) {
                judged.add(writer.judge(event, policy));
            }
            writer.finish(store, true, segmentBytes);
            return judged;
        });
    }

    /** The causes whose builds have not begun, oldest first. */
    public List<Waiting> waiting() throws IOException {
        return stores.with(file, store -> store.state().groups().stream()
                .map(group -> new Waiting(group.leader(), group.newest(), group.due(), group.members(), isHeld(group, store.state()))).toList());
    }

    /** What {@code mlMonitorGate} asks for is about the build that runs, so it does not wait for its end. */
    private static boolean isHeld(InboxGroup group, InboxState state) {
        return !group.leader().kind().equals("monitor") && state.running().isPresent();
    }

    /** Builds that serve causes and have not ended, as far as is on record. */
    public List<Integer> running() throws IOException {
        return stores.with(file, store -> store.state().runningBuilds().stream().map(InboxState.Running::build).toList());
    }

    /** The queue has taken the build of a waiting cause. */
    public void scheduled(String id) throws IOException {
        change(at -> InboxLines.line("scheduled", at, id));
    }

    /**
     * The queue forgot what it had taken, as it does in a crash: everything that waits is to be asked for again.
     *
     * @param stillAsked which causes the queue has nevertheless, by id
     */
    public void askAgain(Predicate<String> stillAsked) throws IOException {
        for (Waiting waiting : waiting()) {
            if (waiting.leader().outcome() == Outcome.SCHEDULED && !stillAsked.test(waiting.leader().id())) {
                change(at -> InboxLines.line("unscheduled", at, waiting.leader().id()));
            }
        }
    }

    /** Records a cause that has its build already, such as a schedule. */
    public InboxEvent began(String kind, String key, String summary, Map<String, Object> evidence, int build) throws IOException {
        return stores.with(file, store -> {
            InboxEvent event = InboxEvent.received(store.state().nextId(), clock.instant(), kind, key, summary, evidence);
            List<ObjectNode> lines = List.of(InboxLines.received(event), InboxLines.line("started", clock.instant(), List.of(event.id())).put("build", build));
            lines.forEach(store.state()::apply);
            store.append(lines, true, clock.instant(), segmentBytes);
            return event.becomes(Outcome.STARTED, "").servedBy(build);
        });
    }

    /** No build is asked for because of a waiting cause and of those that joined it. */
    public void suppress(String id, String reason) throws IOException {
        change(at -> InboxLines.line("suppressed", at, id).put("reason", reason));
    }

    /** A build began because of these causes. */
    public void started(List<String> ids, int build) throws IOException {
        change(at -> InboxLines.line("started", at, ids).put("build", build));
    }

    /**
     * A build ended.
     *
     * @param result as Jenkins names it
     * @param reason why it did nothing, or nothing
     * @return the cause that had started it, and how many failed after one another with it; empty when it is not on record as running
     */
    public Optional<Ended> ended(int build, String result, String reason) throws IOException {
        return stores.with(file, store -> {
            Optional<InboxState.Running> was = store.state().runningBuilds().stream().filter(running -> running.build() == build).findFirst();
            if (was.isEmpty()) {
                return Optional.empty();
            }
            ObjectNode line = InboxLines.line("ended", clock.instant()).put("build", build).put("result", result);
            write(store, reason.isEmpty() ? line : line.put("reason", reason));
            return Optional.of(new Ended(was.get().leader(), store.state().failures()));
        });
    }

    /**
     * Brings the record in line with the builds that there are, after a crash may have come between the two.
     *
     * @param builds the builds that began because of a cause, by its key
     * @param result the result of a build that has ended or is gone; nothing while it runs
     */
    public void reconcile(Function<String, Optional<Integer>> builds, IntFunction<Optional<String>> result) throws IOException {
        for (Waiting waiting : waiting()) {
            Optional<Integer> build = builds.apply(waiting.leader().key());
            if (build.isPresent()) {
                started(List.of(waiting.leader().id()), build.get());
            }
        }
        for (int build : running()) {
            Optional<String> end = result.apply(build);
            if (end.isPresent()) {
                ended(build, end.get(), "");
            }
        }
    }

    private void change(Function<Instant, ObjectNode> line) throws IOException {
        stores.with(file, store -> {
            write(store, line.apply(clock.instant()));
            return null;
        });
    }

    private void write(InboxStore store, ObjectNode line) throws IOException {
        store.state().apply(line);
        store.append(List.of(line), true, clock.instant(), segmentBytes);
    }

    /** Returns when everything that was received is on disk. */
    public void sync() throws IOException {
        IncrementalLog.sync(file);
    }
}
