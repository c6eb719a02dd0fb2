package io.jenkins.plugins.mlcd.loop;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.mlcd.record.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What is known of the models of a job, as JSON: the same for the command line, the remote API and pages. */
public final class RegistryView {

    private final Path jobDirectory;
    private final RegistryState state;

    private RegistryView(Path jobDirectory, RegistryState state) {
        this.jobDirectory = jobDirectory;
        this.state = state;
    }

    /** Of what the registry of the job in this directory says now. */
    public static RegistryView of(Path jobDirectory) throws IOException {
        return new RegistryView(jobDirectory, Registry.of(jobDirectory).state());
    }

    public RegistryState state() {
        return state;
    }

    /** All models, each with its versions, oldest first. */
    public List<ObjectNode> models() {
        return state.models().stream().map(this::model).toList();
    }

    /** {@code model}, {@code production} and {@code since}, {@code predecessor}, {@code aliases}, {@code lock}, {@code versions}. */
    public ObjectNode model(String model) {
        ObjectNode node = Json.object().put("model", model);
        state.production(model).ifPresent(version -> node.put("production", version.id()));
        state.inProductionSince(model).ifPresent(change -> node.set("since", change(change)));
        state.predecessor(model).ifPresent(version -> node.put("predecessor", version.id()));
        ObjectNode aliases = node.putObject("aliases");
        state.aliases(model).forEach((alias, version) -> aliases.put(alias, version.id()));
        state.lock(model).ifPresent(lock -> node.set("lock", Json.mapper().valueToTree(lock)));
        state.versions(model).forEach(version -> node.withArray("versions").add(summary(version)));
        return node;
    }

    /** A version and its stage, without what made it. */
    public ObjectNode summary(ModelVersion version) {
        ObjectNode node = Json.object().put("id", version.id());
        node.setAll((ObjectNode) Json.mapper().valueToTree(version));
        state.stage(version.id()).ifPresent(stage -> node.put("stage", stage.word()));
        state.aliases(version.model()).forEach((alias, pointed) -> {
            if (pointed.equals(version)) {
                node.withArray("aliases").add(alias);
            }
        });
        state.filesDeleted(version.id()).ifPresent(deleted -> node.putObject("filesDeleted").put("at", deleted.at().toString()).put("reason", deleted.reason()));
        return node;
    }

    /** Everything about a version: with {@code history}, every stage and who gave it, and {@code lineage}, what made it. */
    public ObjectNode version(ModelVersion version) throws IOException {
        ObjectNode node = summary(version);
        state.history(version.model()).stream()
                .filter(change -> change.version().equals(version.version()) || change.rolledBack().filter(version.version()::equals).isPresent())
                .forEach(change -> node.withArray("history").add(change(change)));
        Lineage.of(jobDirectory, version).ifPresent(lineage -> node.set("lineage", lineage));
        return node;
    }

    private static ObjectNode change(StageChange change) {
        ObjectNode node = Json.mapper().valueToTree(change);
        return node.put("stage", change.stage().word());
    }

    /** One figure or fact in which two versions differ; text as it would be in JSON. */
    public record Difference(String field, Optional<String> left, Optional<String> right) {}

    /** What made two versions different, by field such as {@code params.lr}, in alphabetical order; what is equal is left out. */
    public List<Difference> diff(ModelVersion left, ModelVersion right) throws IOException {
        Map<String, String> one = flat(left);
        Map<String, String> other = flat(right);
        TreeMap<String, String> all = new TreeMap<>(one);
        all.putAll(other);
        List<Difference> differences = new ArrayList<>();
        for (String field : all.keySet()) {
            Optional<String> before = Optional.ofNullable(one.get(field));
            Optional<String> after = Optional.ofNullable(other.get(field));
            if (!before.equals(after)) {
                differences.add(new Difference(field, before, after));
            }
        }
        return differences;
    }

    private Map<String, String> flat(ModelVersion version) throws IOException {
        ObjectNode node = version(version);
        node.remove(List.of("history", "id"));
        if (node.remove("lineage") instanceof ObjectNode lineage) {
            lineage.remove(List.of("schema", "version", "model", "params", "metrics", "study", "trial", "files", "job", "build"));
            node.setAll(lineage);
        }
        Map<String, String> flat = new TreeMap<>();
        flatten("", node, flat);
        return flat;
    }

    private static void flatten(String path, JsonNode node, Map<String, String> into) {
        if (node.isObject()) {
            for (Iterator<Map.Entry<String, JsonNode>> fields = node.fields(); fields.hasNext();) {
                Map.Entry<String, JsonNode> field = fields.next();
                flatten(path.isEmpty() ? field.getKey() : path + "." + field.getKey(), field.getValue(), into);
            }
        } else if (node.isArray() && !node.isEmpty() && node.get(0).isObject()) {
            for (int i = 0; i < node.size(); i++) {
                flatten(path + "[" + name(node.get(i), i) + "]", node.get(i), into);
            }
        } else {
            into.put(path, node.isTextual() ? node.asText() : node.toString());
        }
    }

    /** Checks are the same when they are written the same, wherever they stand. */
    private static String name(JsonNode item, int index) {
        String check = item.path("check").asText();
        return check.isEmpty() ? item.path("name").asText(String.valueOf(index)) : check + " @" + item.path("benchmark").asText();
    }
}
