package io.jenkins.plugins.mlcd.view;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.mlcd.record.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;

/** The comparisons of several jobs as one: each trial says its job, and is called by it. */
final class JobsComparison {

    private static final List<String> GROUPS = List.of("params", "metrics", "resources");

    private JobsComparison() {}

    /** @param jobs where a job's builds lie; nothing when there is none, or it is not to be shown, which looks the same */
    static ObjectNode of(Studies studies, List<JobTrial> wanted, Function<String, Optional<List<Path>>> jobs) throws IOException {
        Map<String, List<TrialId>> byJob = new LinkedHashMap<>();
        wanted.forEach(one -> byJob.computeIfAbsent(one.job(), job -> new ArrayList<>()).add(one.trial()));
        Map<String, JsonNode> found = new HashMap<>();
        Map<String, TreeSet<String>> columns = new HashMap<>();
        for (Map.Entry<String, List<TrialId>> each : byJob.entrySet()) {
            Optional<List<Path>> places = jobs.apply(each.getKey());
            if (places.isPresent()) {
                ObjectNode compared = studies.comparison(places.get(), each.getValue());
                compared.path("trials").forEach(trial -> {
                    String id = new JobTrial(each.getKey(), TrialId.parse(trial.path("id").asText())).toString();
                    found.put(id, ((ObjectNode) trial).put("job", each.getKey()).put("id", id));
                });
                GROUPS.forEach(group -> compared.path("columns").path(group)
                        .forEach(name -> columns.computeIfAbsent(group, key -> new TreeSet<>()).add(name.asText())));
            }
        }
        return document(wanted, found, columns);
    }

    private static ObjectNode document(List<JobTrial> wanted, Map<String, JsonNode> found, Map<String, TreeSet<String>> columns) {
        ObjectNode json = Json.object();
        ArrayNode trials = json.putArray("trials");
        ArrayNode missing = Json.mapper().createArrayNode();
        for (JobTrial one : wanted) {
            Optional.ofNullable(found.get(one.toString())).ifPresentOrElse(trials::add, () -> missing.add(one.toString()));
        }
        ObjectNode names = json.putObject("columns");
        for (String group : GROUPS) {
            ArrayNode of = names.putArray(group);
            columns.getOrDefault(group, new TreeSet<>()).forEach(of::add);
        }
        json.set("missing", missing);
        return json;
    }
}
