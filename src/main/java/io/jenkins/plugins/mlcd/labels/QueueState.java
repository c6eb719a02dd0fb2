package io.jenkins.plugins.mlcd.labels;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.mlcd.labels.LabelSample.Why;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What the events of a queue's log say together. An event that this version does not know changes nothing. */
final class QueueState {

    private final Map<String, QueuedSample> samples = new LinkedHashMap<>();

    /** What each person said last, the newest last, as far as it stands. */
    private final Map<String, Deque<String>> said = new HashMap<>();

    private final List<ObjectNode> fillings = new ArrayList<>();
    private Optional<QueueSettings> settings = Optional.empty();
    private int used;
    private int announced;

    void apply(ObjectNode event) {
        String by = event.path("by").asText();
        Instant at = instant(event, "at");
        QueuedSample sample = samples.get(event.path("id").asText());
        switch (event.path("event").asText()) {
            case "defined" -> settings = Optional.of(settings(event));
            case "queued" -> samples.putIfAbsent(event.path("id").asText(), new QueuedSample(sample(event), event.path("build").asInt()));
            case "filled" -> fillings.add(event);
            case "used" -> used = event.path("settled").asInt();
            case "announced" -> announced = event.path("settled").asInt();
            default -> {
                if (sample != null) {
                    of(event, sample, by, at);
                }
            }
        }
    }

    private void of(ObjectNode event, QueuedSample sample, String by, Instant at) {
        switch (event.path("event").asText()) {
            case "claimed" -> sample.claim(by, instant(event, "until"));
            case "released" -> sample.release(by);
            case "labelled" -> {
                sample.vote(new Vote(by, at, event.path("label").asText(), event.path("sawGuess").asBoolean()));
                saying(by, sample);
            }
            case "skipped" -> {
                sample.skip(by);
                saying(by, sample);
            }
            case "undone" -> {
                sample.takeBack(by);
                said.getOrDefault(by, new ArrayDeque<>()).removeLastOccurrence(sample.sample().content());
            }
            case "commented" -> sample.comment(new QueuedSample.Comment(by, at, event.path("text").asText()));
            case "setAside" -> sample.setAside(Optional.of(event.path("reason").asText()));
            case "broughtBack" -> sample.setAside(Optional.empty());
            default -> { } // of a later version
        }
    }

    private void saying(String by, QueuedSample sample) {
        Deque<String> mine = said.computeIfAbsent(by, name -> new ArrayDeque<>());
        mine.removeLastOccurrence(sample.sample().content());
        mine.addLast(sample.sample().content());
    }

    private static Instant instant(ObjectNode event, String field) {
        return event.has(field) ? Instant.parse(event.get(field).asText()) : Instant.EPOCH;
    }

    static LabelSample sample(ObjectNode event) {
        return new LabelSample(event.path("id").asText(), event.path("request").asText(), event.path("capturedAt").asText(), event.path("servedBy").asText(),
                event.path("prediction").asText(), event.path("confidence").asDouble(Double.NaN), event.path("input").asText(), event.path("group").asText(),
                Why.of(event.path("why").asText()), event.path("score").asDouble(Double.NaN), event.path("reason").asText());
    }

    private static QueueSettings settings(ObjectNode event) {
        InputShape shape = new InputShape(event.path("width").asInt(), event.path("height").asInt(), texts(event, "columns"));
        return new QueueSettings(event.path("model").asText(), event.path("dataset").asText(), event.path("agreement").asInt(), Duration.ofSeconds(event.path("leaseSeconds").asLong()),
                QueueSettings.Guess.of(event.path("guess").asText()), event.path("enough").asInt(), texts(event, "classes"), shape,
                new ValueRanges(numbers(event, "low"), numbers(event, "high")));
    }

    private static List<String> texts(ObjectNode event, String field) {
        List<String> texts = new ArrayList<>();
        event.path(field).forEach(text -> texts.add(text.asText()));
        return texts;
    }

    private static List<Float> numbers(ObjectNode event, String field) {
        List<Float> numbers = new ArrayList<>();
        event.path(field).forEach(number -> numbers.add((float) number.asDouble()));
        return numbers;
    }

    Optional<QueueSettings> settings() {
        return settings;
    }

    int agreement() {
        return settings.map(QueueSettings::agreement).orElse(1);
    }

    Collection<QueuedSample> samples() {
        return Collections.unmodifiableCollection(samples.values());
    }

    Optional<QueuedSample> find(String id) {
        return Optional.ofNullable(samples.get(id));
    }

    List<ObjectNode> fillings() {
        return fillings;
    }

    Optional<QueuedSample> lastSaid(String by) {
        Deque<String> mine = said.get(by);
        return mine == null || mine.isEmpty() ? Optional.empty() : find(mine.peekLast());
    }

    /** Samples in each state. */
    Map<LabelState, Integer> counts(Instant now) {
        Map<LabelState, Integer> counts = new EnumMap<>(LabelState.class);
        for (LabelState state : LabelState.values()) {
            counts.put(state, 0);
        }
        samples.values().forEach(sample -> counts.merge(sample.state(agreement(), now), 1, Integer::sum));
        return counts;
    }

    /** Labels that each person gave and that stand. */
    Map<String, Integer> people() {
        Map<String, Integer> people = new TreeMap<>();
        samples.values().forEach(sample -> sample.votes().forEach(vote -> people.merge(vote.by(), 1, Integer::sum)));
        return people;
    }

    int settled() {
        int settled = 0;
        for (QueuedSample sample : samples.values()) {
            settled += sample.isSettled(agreement()) ? 1 : 0;
        }
        return settled;
    }

    /** Settled samples since the last version of the data set. */
    int fresh() {
        return Math.max(0, settled() - used);
    }

    /** Settled samples that the job was not told of, and no version of the data set has. */
    int unannounced() {
        return Math.max(0, settled() - Math.max(used, announced));
    }
}
