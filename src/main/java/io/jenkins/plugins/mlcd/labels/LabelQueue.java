package io.jenkins.plugins.mlcd.labels;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.mlcd.record.JobLayout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The samples of one model that people label. It may be used by several people and processes at once: what one method does is one step for all of them, and on disk
 * when it returns. Names of people are taken as they are given; who calls has to know who it is.
 */
public final class LabelQueue {

    private final QueueLog log;
    private final Path file;
    private final String model;
    private final InstantSource clock;

    /**
     * @param job directory of the job that has the queue
     * @throws IllegalArgumentException when {@code model} is not a name
     */
    public LabelQueue(Path job, String model, InstantSource clock) {
        this.file = new JobLayout(job).labels(model);
        this.log = QueueLog.of(file);
        this.model = model;
        this.clock = clock;
    }

    public boolean exists() {
        return Files.isRegularFile(file);
    }

    public String model() {
        return model;
    }

    /** What the queue looks like at a time. */
    public record View(Optional<QueueSettings> settings, Map<LabelState, Integer> counts, Map<String, Integer> people, int fresh, int unannounced, Optional<ObjectNode> lastFilling) {}

    /** Empty when it was not filled yet. */
    public Optional<QueueSettings> settings() throws IOException {
        return log.look(QueueState::settings);
    }

    public View view() throws IOException {
        return log.look(state -> new View(state.settings(), state.counts(clock.instant()), state.people(), state.fresh(), state.unannounced(),
                state.fillings().isEmpty() ? Optional.empty() : Optional.of(state.fillings().get(state.fillings().size() - 1))));
    }

    /** The contents that it has, waiting or not. */
    public Set<String> contents() throws IOException {
        return log.look(state -> {
            Set<String> contents = new HashSet<>();
            state.samples().forEach(sample -> contents.add(sample.sample().content()));
            return contents;
        });
    }

    /** What the build recorded of its filling; empty when it has not filled the queue. */
    public Optional<ObjectNode> filling(int build) throws IOException {
        return log.look(state -> state.fillings().stream().filter(filling -> filling.path("build").asInt() == build).findFirst());
    }

    /** Samples that the build chose, also when it was interrupted before it was done. */
    public int chosenBy(int build) throws IOException {
        return log.look(state -> (int) state.samples().stream()
                .filter(sample -> sample.build() == build && sample.sample().why() != LabelSample.Why.OUTLIER).count());
    }

    /** Takes in what a build chose; samples whose true label came back are settled by it. */
    public void fill(QueueSettings settings, Filling filling, int build, long seed) throws IOException {
        log.decide((state, appender) -> {
            Instant now = clock.instant();
            List<ObjectNode> events = new ArrayList<>();
            if (!state.settings().equals(Optional.of(settings))) {
                events.add(QueueEvents.defined(settings, now));
            }
            answers(state, filling, now, events);
            filling.chosen().forEach(sample -> events.add(QueueEvents.queued(sample, build, now)));
            filling.aside().forEach(sample -> events.add(QueueEvents.queued(sample, build, now)));
            events.add(QueueEvents.filled(filling, build, seed, now));
            appender.append(events);
            return null;
        });
    }

    /** Records that traffic was looked at and nothing asked for, because the true labels come back by themselves. */
    public void skipFilling(Filling filling, int build, long seed) throws IOException {
        log.decide((state, appender) -> {
            Instant now = clock.instant();
            List<ObjectNode> events = new ArrayList<>();
            answers(state, filling, now, events);
            events.add(QueueEvents.filled(filling, build, seed, now).put("chosen", 0).put("skipped", true));
            appender.append(events);
            return null;
        });
    }

    private static void answers(QueueState state, Filling filling, Instant now, List<ObjectNode> events) {
        filling.answers().forEach((id, label) -> {
            if (state.find(id).filter(sample -> sample.settlement(state.agreement()).isEmpty()).isPresent()) {
                events.add(QueueEvents.of("labelled", now, id, Vote.FEEDBACK).put("label", label));
            }
        });
    }

    /**
     * The sample that {@code by} is to label next, kept for them for the lease: the one they have already, else one that people disagree on, one that needs a second
     * person, or the next that waits. Empty when there is none for them.
     */
    public Optional<QueuedSample> next(String by) throws IOException {
        QueueRules.requirePerson(by);
        return log.decide((state, appender) -> {
            Instant now = clock.instant();
            Optional<QueuedSample> next = QueueRules.choose(state, by, now);
            if (next.isPresent()) {
                appender.append(List.of(claim(state, next.get(), by, now)));
            }
            return next.map(QueuedSample::copy);
        });
    }

    private static ObjectNode claim(QueueState state, QueuedSample sample, String by, Instant now) {
        Instant until = now.plus(state.settings().orElseThrow().lease());
        return QueueEvents.of("claimed", now, sample.sample().content(), by).put("until", until.toString());
    }

    /** Gives back what {@code by} has and did not label. */
    public void release(String by) throws IOException {
        log.decide((state, appender) -> {
            Instant now = clock.instant();
            List<ObjectNode> events = new ArrayList<>();
            for (QueuedSample sample : state.samples()) {
                if (sample.heldUntil(by, now).isPresent()) {
                    events.add(QueueEvents.of("released", now, sample.sample().content(), by));
                }
            }
            if (!events.isEmpty()) {
                appender.append(events);
            }
            return null;
        });
    }

    /**
     * Records what {@code by} says that a sample is.
     *
     * @param label a class, or {@code ""} for none of them
     * @param sawGuess whether they had seen the model's guess
     * @throws IllegalArgumentException when there is no such sample or class
     * @throws LabelConflict when it is settled, set aside, labelled by them already, or with as many others as it needs
     */
    public void label(String by, String id, String label, boolean sawGuess) throws IOException {
        QueueRules.requirePerson(by);
        act(by, id, (state, sample, now) -> {
            QueueSettings settings = state.settings().orElseThrow();
            if (!label.isEmpty() && !settings.classes().contains(label)) {
                throw new IllegalArgumentException("'" + label + "' is none of the classes " + String.join(", ", settings.classes()));
            }
            QueueRules.requireFree(state, sample, by, now);
            ObjectNode event = QueueEvents.of("labelled", now, id, by).put("label", label);
            return List.of(sawGuess ? event.put("sawGuess", true) : event);
        });
    }

    /** Records that {@code by} cannot say what it is; it is not given to them again. */
    public void skip(String by, String id) throws IOException {
        QueueRules.requirePerson(by);
        act(by, id, (state, sample, now) -> {
            QueueRules.requireFree(state, sample, by, now);
            return List.of(QueueEvents.of("skipped", now, id, by));
        });
    }

    /**
     * Takes back the last thing that {@code by} said and that stands, and keeps its sample for them.
     *
     * @return the sample; empty when they have said nothing
     */
    public Optional<QueuedSample> undo(String by) throws IOException {
        return log.decide((state, appender) -> {
            Optional<QueuedSample> last = state.lastSaid(by);
            if (last.isPresent()) {
                Instant now = clock.instant();
                String id = last.get().sample().content();
                List<ObjectNode> events = new ArrayList<>();
                for (QueuedSample other : state.samples()) {
                    if (other.heldUntil(by, now).isPresent()) {
                        events.add(QueueEvents.of("released", now, other.sample().content(), by));
                    }
                }
                events.add(QueueEvents.of("undone", now, id, by));
                appender.append(events);
                if (last.get().isFor(by, state.agreement(), now)) {
                    appender.append(List.of(claim(state, last.get(), by, now)));
                }
            }
            return last.map(QueuedSample::copy);
        });
    }

    /** Notes something on a sample. */
    public void comment(String by, String id, String text) throws IOException {
        act(by, id, (state, sample, now) -> List.of(QueueEvents.of("commented", now, id, by).put("text", QueueRules.requireText("comment", text))));
    }

    /** Takes a sample out of the queue, but keeps it. */
    public void setAside(String by, String id, String reason) throws IOException {
        act(by, id, (state, sample, now) -> List.of(QueueEvents.of("setAside", now, id, by).put("reason", QueueRules.requireText("reason", reason))));
    }

    /** Has people label a sample that was set aside. */
    public void bringBack(String by, String id) throws IOException {
        act(by, id, (state, sample, now) -> sample.aside().isEmpty() ? List.of() : List.of(QueueEvents.of("broughtBack", now, id, by)));
    }

    private interface Act {
        List<ObjectNode> events(QueueState state, QueuedSample sample, Instant now);
    }

    private void act(String by, String id, Act act) throws IOException {
        log.decide((state, appender) -> {
            QueuedSample sample = state.find(id).orElseThrow(() -> new IllegalArgumentException("the queue of " + model + " has no sample '" + id + "'"));
            List<ObjectNode> events = act.events(state, sample, clock.instant());
            if (!events.isEmpty()) {
                appender.append(events);
            }
            return null;
        });
    }

    public Optional<QueuedSample> find(String id) throws IOException {
        return log.look(state -> state.find(id).map(QueuedSample::copy));
    }

    /** The samples in {@code state}, or all of them, in the order of the queue. */
    public List<QueuedSample> samples(Optional<LabelState> wanted) throws IOException {
        return log.look(state -> {
            Instant now = clock.instant();
            return state.samples().stream().filter(sample -> wanted.isEmpty() || sample.state(state.agreement(), now) == wanted.get())
                    .map(QueuedSample::copy).toList();
        });
    }

    /** The labels that people and feedback gave, of samples that are one of the classes. */
    public List<SettledSample> settled() throws IOException {
        return log.look(state -> state.samples().stream().flatMap(sample -> SettledSample.of(sample, state.agreement()).stream()).toList());
    }

    /** Records that a version of the data set has all labels that are settled now. */
    public void used(int build, String dataVersion) throws IOException {
        log.decide((state, appender) -> {
            appender.append(List.of(QueueEvents.event("used", clock.instant()).put("build", build).put("dataVersion", dataVersion).put("settled", state.settled())));
            return null;
        });
    }

    /** Tells somebody of the labels that are settled now. */
    public interface News {
        /**
         * @param fresh labels since the last version of the data set
         * @param key the same for the same labels
         */
        void tell(QueueSettings settings, int fresh, String key) throws IOException;
    }

    /** Calls {@code news} once for as many new labels as the settings call enough; told again, after a crash, is told with the same key. */
    public boolean announce(News news) throws IOException {
        boolean due = log.look(state -> state.settings().filter(settings -> settings.enough() > 0 && state.unannounced() >= settings.enough()).isPresent());
        return due && log.decide((state, appender) -> {
            QueueSettings settings = state.settings().orElseThrow();
            if (state.unannounced() < settings.enough()) {
                return false;
            }
            news.tell(settings, state.fresh(), "labels " + model + " " + state.settled());
            appender.append(List.of(QueueEvents.event("announced", clock.instant()).put("settled", state.settled())));
            return true;
        });
    }
}
