package io.jenkins.plugins.mlcd.kubernetes.workload;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;

/** The labels by which the pods of the canary are told from those of the stable version. */
final class CanaryLabels {

    /** The label by which subsets of a Service are told apart, as Istio's own pages have it. */
    static final String VERSION = "version";

    private static final String SUFFIX = "-canary";
    private static final int LONGEST = 63;

    private CanaryLabels() {}

    /**
     * The labels that the canary's pods have another value of.
     *
     * @param deployment stable one
     * @param service that users reach
     * @param subset whether the Service is to select the canary's pods too, so that subsets of it can be made; otherwise it must not
     * @throws IllegalArgumentException when the labels there are do not allow it
     */
    static Map<String, String> changed(ObjectNode deployment, ObjectNode service, boolean subset) {
        Map<String, String> selector = texts(deployment.at("/spec/selector/matchLabels"));
        Map<String, String> behind = texts(service.at("/spec/selector"));
        if (selector.isEmpty() || !deployment.at("/spec/selector/matchExpressions").isEmpty()) {
            throw new IllegalArgumentException("the Deployment must select its pods by matchLabels alone");
        }
        Map<String, String> changed = new LinkedHashMap<>();
        if (subset) {
            if (!selector.containsKey(VERSION) || behind.containsKey(VERSION)) {
                throw new IllegalArgumentException("for subsets the Deployment must select its pods by the label 'version' too, and the Service must not");
            }
            changed.put(VERSION, other(selector.get(VERSION)));
            return changed;
        }
        Map<String, String> pods = texts(deployment.at("/spec/template/metadata/labels"));
        TreeSet<String> keys = new TreeSet<>(selector.keySet());
        keys.addAll(behind.keySet());
        keys.forEach(key -> changed.put(key, other(selector.getOrDefault(key, pods.getOrDefault(key, "")))));
        return changed;
    }

    private static String other(String value) {
        return value.substring(0, Math.min(value.length(), LONGEST - SUFFIX.length())) + SUFFIX;
    }

    private static Map<String, String> texts(JsonNode labels) {
        Map<String, String> texts = new LinkedHashMap<>();
        labels.properties().forEach(label -> texts.put(label.getKey(), label.getValue().asText()));
        return texts;
    }
}
