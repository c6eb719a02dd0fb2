package io.jenkins.plugins.mlcd.sweep;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.mlcd.record.BuildLayout;
import io.jenkins.plugins.mlcd.record.Durations;
import io.jenkins.plugins.mlcd.record.Json;
import java.math.BigInteger;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/**
 * What a study is to try and when it is done; the same for all its workers.
 *
 * @param study name of the study, a file name ({@link BuildLayout#requireName})
 * @param objectives 1 to 10 metrics to optimise; with several there is no goal and no pruning, which go by one metric
 * @param algorithms 1 to 100 algorithms and the space of each, in the order written; one with an empty name when there is
 *     just one space
 */
public record StudyDefinition(
        String study,
        List<Objective> objectives,
        Map<String, SearchSpace> algorithms,
        Sampler sampler,
        Pruner pruner,
        Limits limits,
        ModelPolicy models) {

    private static final int MAX_ALGORITHMS = 100;
    private static final int MAX_UNASKED_GRID = 10_000;

    public StudyDefinition {
        BuildLayout.requireName("study", study);
        objectives = Objective.requireSound(objectives);
        if (objectives.size() > 1) {
            requireNoSingle(objectives, pruner, limits);
        }
        if (algorithms.isEmpty() || algorithms.size() > MAX_ALGORITHMS) {
            throw new IllegalArgumentException("a study has 1 to " + MAX_ALGORITHMS + " algorithms, not " + algorithms.size());
        }
        for (String name : algorithms.keySet()) {
            if (!name.isEmpty() || algorithms.size() > 1) {
                BuildLayout.requireName("algorithm", name);
            }
        }
        algorithms = Collections.unmodifiableMap(new LinkedHashMap<>(algorithms));
        requireEnd(sampler, sampler.trialCount(algorithms), limits);
    }

    /** A study of one metric. */
    public StudyDefinition(String study, String metric, Direction direction, Map<String, SearchSpace> algorithms, Sampler sampler,
            Pruner pruner, Limits limits, ModelPolicy models) {
        this(study, List.of(new Objective(metric, direction)), algorithms, sampler, pruner, limits, models);
    }

    private static void requireNoSingle(List<Objective> objectives, Pruner pruner, Limits limits) {
        String several = objectives.stream().map(Objective::metric).collect(Collectors.joining(", "));
        if (limits.goal().isPresent()) {
            throw new IllegalArgumentException("goal " + ParameterValue.text(limits.goal().getAsDouble())
                    + " is a value of one metric, but this study has several: " + several);
        }
        if (!(pruner instanceof NoPruner)) {
            throw new IllegalArgumentException("the pruner " + pruner.toJson().path("kind").asText()
                    + "() compares trials by one metric and could stop one that is best in another, but this study has several: " + several
                    + "; use none()");
        }
    }

    /** The metric that counts first. */
    public String metric() {
        return objectives.get(0).metric();
    }

    /** Which way the metric goes that counts first. */
    public Direction direction() {
        return objectives.get(0).direction();
    }

    private static void requireEnd(Sampler sampler, Optional<BigInteger> count, Limits limits) {
        if (limits.maxTrialCount().isPresent()) {
            return;
        }
        if (count.isEmpty() && limits.timeout().isEmpty()) {
            throw new IllegalArgumentException("the sampler " + sampler.toJson().path("kind").asText()
                    + "() never runs out: give maxTrialCount or timeout");
        }
        if (count.isPresent() && count.get().compareTo(BigInteger.valueOf(MAX_UNASKED_GRID)) > 0) {
            throw new IllegalArgumentException("the grid has " + count.get() + " permutations; above " + MAX_UNASKED_GRID
                    + " give maxTrialCount to say how many of them you mean");
        }
    }

    /** How many trials there will be at most; empty when only time ends the study. */
    public OptionalInt trialCount() {
        Optional<BigInteger> sampled = sampler.trialCount(algorithms);
        if (sampled.isEmpty()) {
            return limits.maxTrialCount();
        }
        BigInteger most = BigInteger.valueOf(limits.maxTrialCount().orElse(Integer.MAX_VALUE));
        return OptionalInt.of(sampled.get().min(most).intValueExact());
    }

    /** The definition as the record states it; optional settings that are not given are absent. */
    public ObjectNode toJson() {
        ObjectNode json = Json.object().put("study", study).put("metric", metric()).put("direction", direction().text());
        if (objectives.size() > 1) {
            ObjectNode metrics = json.putObject("metrics");
            objectives.forEach(objective -> metrics.put(objective.metric(), objective.direction().text()));
        }
        ObjectNode spaces = json.putObject("algorithms");
        algorithms.forEach((name, space) -> space.text().forEach(spaces.putObject(name)::put));
        json.set("sampler", sampler.toJson());
        json.set("pruner", pruner.toJson());
        limits.maxTrialCount().ifPresent(count -> json.put("maxTrialCount", count));
        limits.maxFailedTrialCount().ifPresent(count -> json.put("maxFailedTrialCount", count));
        limits.goal().ifPresent(goal -> json.put("goal", goal));
        limits.timeout().ifPresent(timeout -> json.put("timeout", Durations.format(timeout)));
        json.put("retries", limits.retries());
        json.put("keep", models.keep().text()).put("keepModels", models.count());
        return json;
    }
}
