package io.jenkins.plugins.mlcd.loop;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Which occurrences concern a job.
 *
 * @param dataset name or URI of its data set
 * @param model name or URI of a model that it builds on, or whose confidence it watches
 * @param alerts that call for its build; any of them
 * @param confidenceBelow a model's confidence concerns it when it is told and this is set
 */
public record TriggerRule(Optional<NamePattern> dataset, Optional<NamePattern> model, List<AlertMatcher> alerts, OptionalDouble confidenceBelow) {

    /** Nothing from outside concerns the job. */
    public static final TriggerRule NONE = new TriggerRule(Optional.empty(), Optional.empty(), List.of(), OptionalDouble.empty());

    public TriggerRule {
        alerts = List.copyOf(alerts);
        if (confidenceBelow.isPresent() && !(confidenceBelow.getAsDouble() > 0 && confidenceBelow.getAsDouble() <= 1)) {
            throw new IllegalArgumentException("confidenceBelow must be more than 0 and at most 1, but is " + confidenceBelow.getAsDouble());
        }
    }

    public static TriggerRule alerts(String... matchers) {
        return new TriggerRule(Optional.empty(), Optional.empty(), java.util.Arrays.stream(matchers).map(AlertMatcher::parse).toList(), OptionalDouble.empty());
    }

    public static TriggerRule dataset(String pattern) {
        return new TriggerRule(Optional.of(new NamePattern(pattern)), Optional.empty(), List.of(), OptionalDouble.empty());
    }

    public boolean matches(Occurrence occurrence) {
        return switch (occurrence.kind()) {
            case ALERT -> alerts.stream().anyMatch(matcher -> matcher.matches(occurrence.labels()));
            case DATASET -> named(dataset, occurrence);
            case MODEL -> occurrence.confidence().isPresent()
                    ? confidenceBelow.isPresent() && (model.isEmpty() || named(model, occurrence)) : named(model, occurrence);
        };
    }

    private static boolean named(Optional<NamePattern> pattern, Occurrence occurrence) {
        return pattern.isPresent() && (pattern.get().matches(occurrence.subject()) || occurrence.aliases().stream().anyMatch(pattern.get()::matches));
    }
}
