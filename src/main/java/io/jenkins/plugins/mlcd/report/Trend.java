package io.jenkins.plugins.mlcd.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.mlcd.record.BuildLayout;
import io.jenkins.plugins.mlcd.record.Json;
import io.jenkins.plugins.mlcd.record.RecordFile;
import io.jenkins.plugins.mlcd.record.Schema;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * What the gates of all builds of a job measured, build by build. It reads a gate's file once and again only when that changed, and
 * does not ask Jenkins for the builds, which would load each. Safe for use by several threads.
 */
final class Trend {

    private static final Logger LOGGER = Logger.getLogger(Trend.class.getName());
    private static final int MOST_REMEMBERED = 20_000;

    private final Map<Path, Point> points = new HashMap<>();

    private record Point(FileTime changed, long size, ObjectNode json) {}

    /** {@code [{build, model, verdict, benchmarks: {name: {metric: value}}}]} by build number. */
    synchronized ArrayNode of(List<Path> places) throws IOException {
        TreeMap<Integer, Path> numbered = new TreeMap<>();
        for (Path place : places) {
            if (Files.isDirectory(place)) {
                try (DirectoryStream<Path> directories = Files.newDirectoryStream(place, path -> path.getFileName().toString().matches("\\d{1,9}"))) {
                    directories.forEach(path -> numbered.putIfAbsent(Integer.parseInt(path.getFileName().toString()), path));
                }
            }
        }
        ArrayNode trend = Json.mapper().createArrayNode();
        numbered.forEach((build, path) -> point(build, new BuildLayout(path).validation(), trend));
        return trend;
    }

    /** A build whose file cannot be read has no point: one damaged file must not take the page from all other builds. */
    private void point(int build, Path file, ArrayNode trend) {
        try {
            if (Files.notExists(file)) {
                return;
            }
            BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
            Point known = points.get(file);
            if (known == null || known.size != now.size() || !known.changed.equals(now.lastModifiedTime())) {
                if (points.size() > MOST_REMEMBERED) {
                    points.clear();
                }
                known = new Point(now.lastModifiedTime(), now.size(), read(build, RecordFile.read(file, Schema.VALIDATION).orElseThrow()));
                points.put(file, known);
            }
            trend.add(known.json);
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, "no point of the trend for build " + build, e);
        }
    }

    /** Figures of single classes and slices are left out: the page of the build shows them. */
    private static ObjectNode read(int build, JsonNode validation) {
        ObjectNode point = Json.object().put("build", build).put("model", validation.path("model").asText()).put("verdict", validation.path("verdict").asText());
        ObjectNode benchmarks = point.putObject("benchmarks");
        for (JsonNode benchmark : validation.path("benchmarks")) {
            ObjectNode metrics = benchmarks.putObject(benchmark.path("name").asText());
            benchmark.path("candidate").fields().forEachRemaining(metric -> {
                if (metric.getKey().indexOf('[') < 0 && metric.getValue().isNumber()) {
                    metrics.set(metric.getKey(), metric.getValue());
                }
            });
        }
        return point;
    }
}
