package io.jenkins.plugins.mlcd.dataset;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.mlcd.record.JobLayout;
import io.jenkins.plugins.mlcd.record.JobLog;
import io.jenkins.plugins.mlcd.record.Json;
import io.jenkins.plugins.mlcd.record.Schema;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Base64;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The schemas of a data set and its versions over the builds of a job: {@code <job>/mlcd/dataset-<name>.jsonl}. */
public final class DatasetHistory {

    private static final String SCHEMA = "schema";
    private static final String VERSION = "version";

    private final JobLog log;
    private final InstantSource clock;

    public DatasetHistory(JobLayout job, String name, InstantSource clock) {
        this.log = new JobLog(job.dataset(name), Schema.DATASET_HISTORY);
        this.clock = clock;
    }

    /**
     * What data has to be like, as the history tells it.
     *
     * @param schema the last one
     * @param last the last version that another build than this one saw
     */
    record Expectation(Optional<DataSchema> schema, Optional<DatasetVersion> last) {

        static final Expectation NOTHING = new Expectation(Optional.empty(), Optional.empty());
    }

    /** The schema in force; empty before the first one. */
    public Optional<DataSchema> schema() throws IOException {
        return last(log.read(), SCHEMA, 0).map(DatasetHistory::schema);
    }

    Expectation before(int build) throws IOException {
        List<ObjectNode> events = log.read();
        return new Expectation(
                last(events, SCHEMA, 0).map(DatasetHistory::schema), last(events, VERSION, build).map(DatasetHistory::version));
    }

    /** Records {@code schema} under the next number, unless the last one says the same; returns the one in force. */
    DataSchema accept(DataSchema schema, String how) throws IOException {
        return log.transact((events, appender) -> {
            Optional<DataSchema> now = last(events, SCHEMA, 0).map(DatasetHistory::schema);
            if (now.isPresent() && now.get().agrees(schema)) {
                return now.get();
            }
            DataSchema next = new DataSchema(now.map(DataSchema::number).orElse(0) + 1, schema.build(), schema.classes(), schema.ranges());
            ObjectNode event = event(SCHEMA, next.build()).put("number", next.number()).put("how", how).put("values", next.values());
            new TreeSet<>(next.classes()).forEach(event.putArray("classes")::add);
            event.put("low", next.ranges().low()).put("high", next.ranges().high()).put("graded", next.ranges().graded().toByteArray());
            appender.append(event);
            return next;
        });
    }

    /** Records the version, unless it is the last one. */
    void add(DatasetVersion version) throws IOException {
        log.transact((events, appender) -> {
            if (last(events, VERSION, 0).filter(event -> event.path("dataVersion").asText().equals(version.dataVersion())).isEmpty()) {
                ObjectNode event = event(VERSION, version.build()).put("dataVersion", version.dataVersion());
                event.set("classes", Json.mapper().valueToTree(version.classes()));
                ObjectNode features = event.putObject("features");
                version.features().forEach((name, histogram) -> features.set(name, Json.mapper().valueToTree(histogram.counts())));
                appender.append(event);
            }
            return null;
        });
    }

    private ObjectNode event(String kind, int build) {
        return Json.object().put("event", kind).put("at", clock.instant().toString()).put("build", build);
    }

    private static Optional<ObjectNode> last(List<ObjectNode> events, String kind, int exceptOfBuild) {
        return events.stream()
                .filter(event -> event.path("event").asText().equals(kind) && event.path("build").asInt() != exceptOfBuild)
                .reduce((first, second) -> second);
    }

    private static DataSchema schema(ObjectNode event) {
        Set<String> classes = new TreeSet<>();
        event.path("classes").forEach(name -> classes.add(name.asText()));
        ColumnRanges ranges = new ColumnRanges(bytes(event, "low"), bytes(event, "high"), BitSet.valueOf(bytes(event, "graded")));
        return new DataSchema(event.path("number").asInt(), event.path("build").asInt(), classes, ranges);
    }

    private static byte[] bytes(ObjectNode event, String field) {
        return Base64.getDecoder().decode(event.path(field).asText());
    }

    private static DatasetVersion version(ObjectNode event) {
        Map<String, Long> classes = new TreeMap<>();
        event.path("classes").fields().forEachRemaining(field -> classes.put(field.getKey(), field.getValue().asLong()));
        Map<String, ByteHistogram> features = new LinkedHashMap<>();
        event.path("features").fields().forEachRemaining(field -> features.put(field.getKey(), histogram(field.getValue())));
        return new DatasetVersion(event.path("build").asInt(), event.path("dataVersion").asText(), classes, features);
    }

    private static ByteHistogram histogram(JsonNode counts) {
        long[] bins = new long[ByteHistogram.BINS];
        for (int i = 0; i < bins.length && counts instanceof ArrayNode; i++) {
            bins[i] = counts.path(i).asLong();
        }
        return new ByteHistogram(bins);
    }
}
