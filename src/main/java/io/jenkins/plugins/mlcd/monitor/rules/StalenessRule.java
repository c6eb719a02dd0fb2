package io.jenkins.plugins.mlcd.monitor.rules;

import io.jenkins.plugins.mlcd.record.Durations;
import io.jenkins.plugins.mlcd.record.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Violated when the model was registered longer ago than {@code model}, or the newest data that it was trained on is older than {@code data}. No
 * chance is involved, and it speaks of windows without traffic as well.
 *
 * @param model longest age of the version, if there is one
 * @param data longest age of its newest data, if there is one
 */
public record StalenessRule(Optional<Duration> model, Optional<Duration> data) implements Rule {

    public StalenessRule {
        if (model.isEmpty() && data.isEmpty()) {
            throw new IllegalArgumentException("staleness needs model or data, the longest age of the one or the other, such as '30d'");
        }
        if (model.filter(Duration::isZero).isPresent() || data.filter(Duration::isZero).isPresent()) {
            throw new IllegalArgumentException("staleness needs ages longer than nothing");
        }
    }

    @Override
    public String name() {
        return "staleness";
    }

    @Override
    public Map<String, Object> parameters() {
        Map<String, Object> parameters = new LinkedHashMap<>();
        model.ifPresent(age -> parameters.put("model", Durations.format(age)));
        data.ifPresent(age -> parameters.put("data", Durations.format(age)));
        return parameters;
    }

    @Override
    public boolean needsReference() {
        return false;
    }

    @Override
    public boolean needsTraffic() {
        return false;
    }

    @Override
    public Finding inspect(Look look) {
        Optional<Finding> ofModel = model.map(limit -> inspect("the model", look.model().registered(), limit, look.at()));
        Optional<Finding> ofData = data.map(limit -> inspect("the newest data", look.model().newestData(), limit, look.at()));
        if (ofModel.isEmpty() || ofData.isEmpty()) {
            return ofModel.or(() -> ofData).orElseThrow();
        }
        return worse(ofModel.get(), ofData.get());
    }

    /** A violation before what cannot be told, and that before what is well. */
    private static Finding worse(Finding a, Finding b) {
        return switch (a.verdict()) {
            case FAIL -> a;
            case PASS -> b;
            default -> b.verdict() == Verdict.FAIL ? b : a;
        };
    }

    private static Finding inspect(String what, Optional<Instant> since, Duration limit, Instant now) {
        if (since.isEmpty()) {
            return Finding.inconclusive("how old " + what + " is, is not known");
        }
        Duration age = Duration.between(since.get(), now);
        if (age.isNegative()) {
            return Finding.inconclusive(what + " is of " + since.get() + ", which is after the end of the window, " + now + ": a clock was set back");
        }
        boolean old = age.compareTo(limit) > 0;
        return Finding.fact(old, what + " is " + Durations.format(Duration.ofSeconds(age.toSeconds())) + " old ("
                + (old ? "more than " : "at most ") + Durations.format(limit) + " is accepted)");
    }
}
