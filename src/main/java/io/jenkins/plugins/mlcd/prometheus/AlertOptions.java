package io.jenkins.plugins.mlcd.prometheus;

import java.time.Duration;
import java.util.Map;

/**
 * When alerts on a model fire.
 *
 * @param model its name, such as {@code digits}; the label {@code model} of its servers is {@code digits:42}
 * @param hold how long a figure must be beyond its limit
 * @param unexpected share of samples, above 0 and at most 1, that the model was not trained on
 * @param stability population stability index of a feature, above 0; by custom 0.25 is a large shift
 * @param confidence mean confidence, 0 to 1, below which it is too low
 * @param errors share of requests that fail, above 0 and at most 1
 * @param latency 99th percentile
 */
public record AlertOptions(
        String model, Duration hold, double unexpected, double stability, double confidence, double errors, Duration latency) {

    private static final String NAME = "[A-Za-z0-9][A-Za-z0-9._-]{0,63}";

    /** @throws IllegalArgumentException naming the value and the rule */
    public AlertOptions {
        require(model != null && model.matches(NAME), "model '" + model + "' must be 1 to 64 letters, digits, '.', '_' or '-', without a version");
        require(!hold.isNegative(), "for must not be negative, but is " + hold);
        require(unexpected > 0 && unexpected <= 1, "unexpected must be above 0 and at most 1, but is " + unexpected);
        require(stability > 0, "stability must be above 0, but is " + stability);
        require(confidence >= 0 && confidence <= 1, "confidence must be 0 to 1, but is " + confidence);
        require(errors > 0 && errors <= 1, "errors must be above 0 and at most 1, but is " + errors);
        require(!latency.isNegative() && !latency.isZero(), "latency must be longer than 0, but is " + latency);
    }

    private static void require(boolean kept, String message) {
        if (!kept) {
            throw new IllegalArgumentException(message);
        }
    }

    /** A matcher of all versions of the model. */
    String matcher() {
        return new QueryTemplate("model=~\"{{model}}:.+\"").fill(Map.of("model", model));
    }
}
