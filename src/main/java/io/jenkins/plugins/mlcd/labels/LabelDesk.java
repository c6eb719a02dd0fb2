package io.jenkins.plugins.mlcd.labels;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.mlcd.record.JobLayout;
import io.jenkins.plugins.mlcd.record.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a page, or a program, asks of the queues of a job and does in them, whatever server is in between (docs/reference/labels.md). A wrong parameter is an
 * {@link IllegalArgumentException}, what came too late a {@link LabelConflict}, both with one sentence for people.
 */
public final class LabelDesk {

    private static final int MOST = 100;

    private final Path job;
    private final InstantSource clock;

    /** @param job directory of the job */
    public LabelDesk(Path job, InstantSource clock) {
        this.job = job;
        this.clock = clock;
    }

    /** The parameters of a request; a blank one is absent. */
    public interface Parameters extends Function<String, Optional<String>> {

        default String require(String name) {
            return apply(name).orElseThrow(() -> new IllegalArgumentException("the parameter '" + name + "' is missing"));
        }
    }

    /** How far each queue is; no sample, and of other people only how many labels they gave. */
    public ObjectNode overview(String by, boolean mayLabel) throws IOException {
        ObjectNode answer = Json.object().put("me", by).put("mayLabel", mayLabel);
        ArrayNode queues = answer.putArray("queues");
        for (String model : new JobLayout(job).labelled()) {
            LabelQueue queue = queue(model);
            if (queue.settings().isPresent()) {
                queues.add(SampleJson.queue(queue.model(), queue.view(), by));
            }
        }
        return answer;
    }

    /**
     * What does not change anything: {@code sample} or {@code guess} of an {@code id}, or the {@code samples} in a {@code state}.
     *
     * @return empty when there is nothing of that name
     */
    public Optional<ObjectNode> read(String what, Parameters parameters, String by) throws IOException {
        return switch (what) {
            case "sample" -> {
                LabelQueue queue = queue(parameters.require("model"));
                yield Optional.of(SampleJson.sample(found(queue, parameters), settings(queue), by, clock.instant()));
            }
            case "guess" -> Optional.of(SampleJson.guess(found(queue(parameters.require("model")), parameters)));
            case "samples" -> Optional.of(samples(queue(parameters.require("model")), parameters, by));
            default -> Optional.empty();
        };
    }

    private ObjectNode samples(LabelQueue queue, Parameters parameters, String by) throws IOException {
        List<QueuedSample> all = queue.samples(parameters.apply("state").map(LabelState::of));
        int offset = number(parameters, "offset", 0, Integer.MAX_VALUE);
        int limit = number(parameters, "limit", MOST, MOST);
        ObjectNode answer = Json.object().put("total", all.size());
        ArrayNode rows = answer.putArray("samples");
        QueueSettings settings = settings(queue);
        all.stream().skip(offset).limit(limit).forEach(sample -> rows.add(SampleJson.listed(sample, settings, by, clock.instant())));
        return answer;
    }

    private static int number(Parameters parameters, String name, int otherwise, int most) {
        String text = parameters.apply(name).orElse(Integer.toString(otherwise));
        if (!text.matches("\\d{1,9}") || Integer.parseInt(text) > most) {
            throw new IllegalArgumentException(name + " must be a whole number from 0 to " + most + ", but is '" + text + "'");
        }
        return Integer.parseInt(text);
    }

    /**
     * What {@code by} does: {@code next}, {@code label}, {@code skip}, {@code undo}, {@code comment}, {@code aside}, {@code back} or {@code release}.
     *
     * @return the queue, and the sample that is theirs now if there is one; empty when there is nothing of that name
     */
    public Optional<ObjectNode> act(String what, Parameters parameters, String by) throws IOException {
        LabelQueue queue = queue(parameters.require("model"));
        Optional<ObjectNode> said = Optional.empty();
        switch (what) {
            case "next" -> { } // it is in every answer
            case "label" -> said = Optional.of(label(queue, parameters, by));
            case "skip" -> queue.skip(by, parameters.require("id"));
            case "undo" -> said = Optional.of(Json.object().put("undone", queue.undo(by).isPresent()));
            case "comment" -> queue.comment(by, parameters.require("id"), parameters.require("text"));
            case "aside" -> queue.setAside(by, parameters.require("id"), parameters.require("text"));
            case "back" -> queue.bringBack(by, parameters.require("id"));
            case "release" -> {
                queue.release(by);
                return Optional.of(answer(queue, Optional.empty(), by));
            }
            default -> {
                return Optional.empty();
            }
        }
        ObjectNode answer = answer(queue, queue.next(by), by);
        said.ifPresent(answer::setAll);
        return Optional.of(answer);
    }

    private static ObjectNode label(LabelQueue queue, Parameters parameters, String by) throws IOException {
        String id = parameters.require("id");
        boolean none = parameters.apply("none").filter("true"::equals).isPresent();
        queue.label(by, id, none ? "" : parameters.require("label"), parameters.apply("sawGuess").filter("true"::equals).isPresent());
        QueuedSample sample = queue.find(id).orElseThrow();
        return settings(queue).guess() == QueueSettings.Guess.AFTER ? Json.object().set("last", SampleJson.guess(sample)) : Json.object();
    }

    private ObjectNode answer(LabelQueue queue, Optional<QueuedSample> next, String by) throws IOException {
        ObjectNode answer = Json.object();
        answer.set("queue", SampleJson.queue(queue.model(), queue.view(), by));
        if (next.isPresent()) {
            answer.set("sample", SampleJson.sample(next.get(), settings(queue), by, clock.instant()));
        }
        return answer;
    }

    private LabelQueue queue(String model) {
        LabelQueue queue = new LabelQueue(job, model, clock);
        if (!queue.exists()) {
            throw new IllegalArgumentException("there is no queue of labels for '" + model + "'");
        }
        return queue;
    }

    private static QueueSettings settings(LabelQueue queue) throws IOException {
        return queue.settings().orElseThrow(() -> new IllegalArgumentException("the queue of '" + queue.model() + "' was not filled yet"));
    }

    private static QueuedSample found(LabelQueue queue, Parameters parameters) throws IOException {
        String id = parameters.require("id");
        return queue.find(id).orElseThrow(() -> new IllegalArgumentException("the queue of " + queue.model() + " has no sample '" + id + "'"));
    }
}
