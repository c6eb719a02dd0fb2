package io.jenkins.plugins.mlcd.jenkins.steps.sweep;

import com.fasterxml.jackson.core.type.TypeReference;
import io.jenkins.plugins.mlcd.record.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.sf.json.JSONObject;

/**
 * What {@code mlcd train} can train, for the form of {@code mlSweep}. The trainers themselves live on agents and not in the plugin, so
 * the plugin brings a list of them.
 */
public final class BuiltInAlgorithms {

    private static final String LIST = "algorithms.json";

    /**
     * One of them.
     *
     * @param space the parameters worth searching and a good range of each, as written in a search space
     */
    public record BuiltIn(String name, String summary, Map<String, String> space) {

        public String getName() {
            return name;
        }

        public String getSummary() {
            return summary;
        }
    }

    private BuiltInAlgorithms() {}

    /** All of them, in the order of {@code mlcd algorithms}. */
    public static List<BuiltIn> all() {
        try (InputStream in = BuiltInAlgorithms.class.getResourceAsStream(LIST)) {
            return Json.mapper().readValue(in, new TypeReference<List<BuiltIn>>() {});
        } catch (IOException e) {
            throw new UncheckedIOException("the plugin's own list of algorithms cannot be read", e);
        }
    }

    /** The algorithms that are ticked in a form, {@code {name: true}}, with their spaces. */
    public static Map<String, Object> ticked(JSONObject form) {
        Map<String, Object> ticked = new LinkedHashMap<>();
        for (BuiltIn algorithm : all()) {
            if (form.optBoolean(algorithm.name())) {
                ticked.put(algorithm.name(), new LinkedHashMap<>(algorithm.space()));
            }
        }
        return ticked;
    }
}
