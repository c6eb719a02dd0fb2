package io.jenkins.plugins.mlcd.embedded.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.mlcd.record.BuildLayout;
import io.jenkins.plugins.mlcd.record.Json;
import io.jenkins.plugins.mlcd.report.BuildFacts;
import io.jenkins.plugins.mlcd.report.JobPlace;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** The jobs and builds below a home, read from their files: a run that goes on there at the same time is not disturbed. */
public final class HomeJobs {

    private final Path jobs;

    public HomeJobs(Path home) {
        jobs = home.resolve("jobs");
    }

    /** By name. */
    public List<JobPlace> all() throws IOException {
        if (!Files.isDirectory(jobs)) {
            return List.of();
        }
        try (Stream<Path> directories = Files.list(jobs)) {
            return directories.map(path -> path.getFileName().toString()).sorted().flatMap(name -> find(name).stream()).toList();
        }
    }

    public Optional<JobPlace> find(String name) {
        Path directory = jobs.resolve(name);
        Path builds = directory.resolve("builds");
        return isName(name) && Files.isDirectory(builds) ? Optional.of(new JobPlace(name, "job/" + name + "/", directory, builds)) : Optional.empty();
    }

    private static boolean isName(String name) {
        return !name.isEmpty() && !name.startsWith(".") && name.indexOf('/') < 0 && name.indexOf('\\') < 0;
    }

    /** The last {@code most} builds, the newest first. */
    public List<BuildFacts> last(JobPlace job, int most) throws IOException {
        List<Integer> numbers;
        try (Stream<Path> directories = Files.list(job.builds())) {
            numbers = directories.map(path -> path.getFileName().toString()).filter(name -> name.matches("\\d{1,9}")).map(Integer::valueOf)
                    .sorted(Comparator.reverseOrder()).limit(most).toList();
        }
        List<BuildFacts> builds = new ArrayList<>();
        for (int number : numbers) {
            build(job, number).ifPresent(builds::add);
        }
        return builds;
    }

    public Optional<BuildFacts> build(JobPlace job, int number) throws IOException {
        Path directory = job.builds().resolve(Integer.toString(number));
        if (!Files.isDirectory(directory)) {
            return Optional.empty();
        }
        Map<String, String> saved = saved(directory.resolve("build.xml"));
        return Optional.of(new BuildFacts(
                number, directory, saved.getOrDefault("result", "RUNNING"), Instant.ofEpochMilli(number(saved, "timestamp")), number(saved, "duration"), cause(directory)));
    }

    private static long number(Map<String, String> saved, String name) {
        String text = saved.getOrDefault(name, "0");
        return text.matches("\\d{1,18}") ? Long.parseLong(text) : 0;
    }

    private static Optional<ObjectNode> cause(Path directory) throws IOException {
        Path lineage = new BuildLayout(directory).lineage();
        return Files.exists(lineage) && Json.read(lineage, JsonNode.class).path("cause") instanceof ObjectNode cause ? Optional.of(cause) : Optional.empty();
    }

    /** The texts that stand directly in the root element. A file that is being written has no facts yet. */
    private static Map<String, String> saved(Path file) throws IOException {
        Map<String, String> saved = new HashMap<>();
        if (Files.notExists(file)) {
            return saved;
        }
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        try (InputStream in = Files.newInputStream(file)) {
            XMLStreamReader xml = factory.createXMLStreamReader(in);
            int depth = 0;
            String name = "";
            while (xml.hasNext()) {
                switch (xml.next()) {
                    case XMLStreamReader.START_ELEMENT -> {
                        depth++;
                        name = xml.getLocalName();
                    }
                    case XMLStreamReader.END_ELEMENT -> depth--;
                    case XMLStreamReader.CHARACTERS -> {
                        if (depth == 2 && !xml.isWhiteSpace()) {
                            saved.merge(name, xml.getText(), String::concat);
                        }
                    }
                    default -> { } // comments and the like
                }
            }
        } catch (XMLStreamException e) {
            saved.clear();
        }
        return saved;
    }
}
