package io.jenkins.plugins.mlcd.agent.serve;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.mlcd.record.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntConsumer;
import java.util.logging.Logger;
import java.util.stream.LongStream;

/**
 * Reads a capture directory as CSV with the columns {@code id,at,model,prediction,confidence,label,x0..xN}; {@code label}
 * is empty where it is not known, and a value where it is missing. Reads while others write: an unfinished or damaged line is left out and counted.
 * Samples are held in memory one at a time, ids and times of all.
 */
public final class CaptureReader {

    private static final Logger LOGGER = Logger.getLogger(CaptureReader.class.getName());

    /** More names of a context than this make no columns. */
    private static final int MAX_CONTEXT = 100;

    /** What two clocks may differ by before a file is passed over because of its time. */
    private static final Duration SLACK = Duration.ofMinutes(5);

    private final Path directory;

    public CaptureReader(Path directory) {
        this.directory = directory;
    }

    /** Takes a piece of the output. */
    @FunctionalInterface
    public interface Sink {
        void accept(String text) throws IOException;
    }

    @FunctionalInterface
    private interface Visitor {
        void visit(ObjectNode event) throws IOException;
    }

    /**
     * What of the capture makes the rows.
     *
     * @param since time in epoch milliseconds from which on the newest wanted samples lie
     * @param inputs number of values of each
     * @param context fields of their contexts
     * @param leftOut how many have another number of values, as those of a model with another schema do, and cannot share the columns
     */
    private record Plan(Map<String, String> labels, long since, int inputs, List<String> context, int leftOut) {}

    /** As {@link #csv(CaptureQuery, Sink, IntConsumer)}, without telling how many samples are left out. */
    public int csv(CaptureQuery query, Sink sink) throws IOException {
        return csv(query, sink, leftOut -> {});
    }

    /**
     * Writes the samples that {@code query} asks for, with a header line if there are any, file by file, and returns their number. They have the
     * number of inputs of the newest one.
     *
     * @param leftOut is told, before anything is written, how many samples have another number of inputs
     */
    public int csv(CaptureQuery query, Sink sink, IntConsumer leftOut) throws IOException {
        Map<String, String> labels = new HashMap<>();
        int damaged = read("labelled", query, event -> labels.put(event.path("id").asText(), event.path("label").asText()));
        Plan plan = plan(query, labels);
        leftOut.accept(plan.leftOut);
        CaptureRows rows = new CaptureRows(plan.inputs, plan.context, sink);
        damaged += read("predicted", query, event -> {
            if (rows.written() < query.limit() && wanted(event, query, labels) && at(event).toEpochMilli() >= plan.since) {
                rows.write(event, labels.getOrDefault(event.path("id").asText(), ""));
            }
        });
        if (damaged > 0) {
            int count = damaged;
            LOGGER.fine(() -> directory + ": left out " + count + " damaged or unfinished lines of the capture");
        }
        return rows.written();
    }

    private Plan plan(CaptureQuery query, Map<String, String> labels) throws IOException {
        Map<Integer, LongStream.Builder> times = new LinkedHashMap<>();
        Set<String> context = new TreeSet<>();
        long[] newest = {Long.MIN_VALUE, 0};
        read("predicted", query, event -> {
            if (wanted(event, query, labels)) {
                long time = at(event).toEpochMilli();
                int inputs = InputCodec.values(event.path("input").asText());
                times.computeIfAbsent(inputs, absent -> LongStream.builder()).add(time);
                if (time >= newest[0]) {
                    newest[0] = time;
                    newest[1] = inputs;
                }
                if (query.context() && context.size() < MAX_CONTEXT) {
                    context.addAll(Contexts.flat(event.path("context")).keySet());
                }
            }
        });
        int inputs = (int) newest[1];
        long[] chosen = Optional.ofNullable(times.remove(inputs)).map(all -> all.build().sorted().toArray()).orElse(new long[0]);
        int leftOut = (int) times.values().stream().mapToLong(all -> all.build().count()).sum();
        long since = chosen.length <= query.limit() ? Long.MIN_VALUE : chosen[chosen.length - query.limit()];
        return new Plan(labels, since, inputs, context.stream().limit(MAX_CONTEXT).toList(), leftOut);
    }

    private static boolean wanted(ObjectNode event, CaptureQuery query, Map<String, String> labels) {
        return query.covers(at(event)) && (!query.labelled() || labels.containsKey(event.path("id").asText()));
    }

    private static Instant at(ObjectNode event) {
        return Instant.parse(event.path("at").asText());
    }

    private int read(String kind, CaptureQuery query, Visitor visitor) throws IOException {
        int damaged = 0;
        String mark = "{\"event\":\"" + kind + "\"";
        for (Path file : CaptureLog.files(directory)) {
            if (kind.equals("predicted") && isOutside(file, query)) {
                continue;
            }
            try (BufferedReader lines =
                    new BufferedReader(new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8), 1 << 16)) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    if (line.startsWith(mark) && !visit(line, visitor)) {
                        damaged++;
                    }
                }
            } catch (NoSuchFileException e) {
                LOGGER.fine(() -> file + " was deleted while it was about to be read, because the capture is full");
            }
        }
        return damaged;
    }

    /** A file that was written to last before the span begins, or begun after it ends, holds none of its predictions. */
    private static boolean isOutside(Path file, CaptureQuery query) {
        Instant last = Instant.ofEpochMilli(file.toFile().lastModified()).plus(SLACK);
        return query.from().map(last::isBefore).orElse(false)
                || query.to().flatMap(to -> CaptureLog.begun(file).map(begun -> begun.minus(SLACK).isAfter(to))).orElse(false);
    }

    private static boolean visit(String line, Visitor visitor) throws IOException {
        try {
            visitor.visit(Json.parseObject(line));
            return true;
        } catch (JsonProcessingException | IllegalArgumentException | DateTimeParseException e) {
            return false;
        }
    }
}
