package io.jenkins.plugins.mlcd.sweep;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a sampler suggests to try.
 *
 * @param algorithm one of the study's algorithms
 * @param params a value for each parameter of its space, in the order of the space
 */
public record Suggestion(String algorithm, Map<String, Object> params) {

    public Suggestion {
        params = Collections.unmodifiableMap(new LinkedHashMap<>(params));
    }
}
