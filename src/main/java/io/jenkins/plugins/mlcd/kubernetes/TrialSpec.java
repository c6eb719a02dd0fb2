package io.jenkins.plugins.mlcd.kubernetes;

import java.util.LinkedHashMap;
import java.util.Collections;
import java.util.Map;

/**
 * What one attempt of a trial is to run with.
 *
 * @param environment the variables of the protocol, in this order
 * @param params the parameters as a JSON object on one line
 * @param buildUrl where people find the build; may be empty
 */
public record TrialSpec(TrialKey key, Map<String, String> environment, String params, String buildUrl) {

    public TrialSpec {
        environment = Collections.unmodifiableMap(new LinkedHashMap<>(environment));
    }
}
