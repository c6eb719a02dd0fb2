package io.jenkins.plugins.mlcd.sweep;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What an earlier build of the job found out about a study, as far as it is of use to a later one.
 *
 * @param build number of the build
 * @param dataVersion the version of the data set that it used, if it recorded one
 * @param weight how much its trials count, above 0 and at most 1
 * @param trials best first
 */
public record Earlier(int build, Optional<String> dataVersion, double weight, List<Tried> trials) {

    /**
     * A finished trial of the earlier build.
     *
     * @param value its objective; only of a complete trial
     */
    public record Tried(int trial, String algorithm, Map<String, Object> params, OptionalDouble value) {
        public Tried {
            Map<String, Object> typed = new LinkedHashMap<>();
            params.forEach((name, param) -> typed.put(name, ParameterValue.of(param)));
            params = Collections.unmodifiableMap(typed);
        }
    }

    public Earlier {
        if (!(weight > 0 && weight <= 1)) {
            throw new IllegalArgumentException("weight " + weight + " must be above 0 and at most 1");
        }
        trials = List.copyOf(trials);
    }
}
