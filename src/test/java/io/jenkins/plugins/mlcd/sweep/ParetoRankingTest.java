package io.jenkins.plugins.mlcd.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.mlcd.sweep.History.Observation;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ParetoRankingTest {

    private static final List<Objective> OBJECTIVES =
            List.of(new Objective("accuracy", Direction.MAXIMIZE), new Objective("latency", Direction.MINIMIZE));

    @TempDir
    private Path directory;

    private static StudyDefinition definition(Sampler sampler, int trials, Map<?, ?> space) {
        return new StudyDefinition("digits", OBJECTIVES, Map.of("", SearchSpace.parse(space)), sampler, new NoPruner(), Limits.trials(trials), ModelPolicy.BEST);
    }

    /** A study whose trials report what the functions of their parameters say; NaN fails a trial. */
    private List<Trial> sweep(StudyDefinition definition, ToDoubleFunction<Trial> accuracy, ToDoubleFunction<Trial> latency) throws IOException {
        Path file = directory.resolve("study-" + definition.sampler().toJson().toString().hashCode() + ".jsonl");
        try (Study study = Study.open(file, definition, InstantSource.fixed(Instant.EPOCH), Study.Orphans.LOST)) {
            while (study.ask("1") instanceof Ask.Run run) {
                Trial trial = run.trial();
                Map<String, Double> metrics = Map.of("accuracy", accuracy.applyAsDouble(trial), "latency", latency.applyAsDouble(trial));
                study.report(trial.number(), 1, new Report(OptionalInt.of(1), metrics, Map.of(), Optional.empty()));
                study.tell(trial.number(), 1);
            }
            return study.trials();
        }
    }

    private static List<Integer> ranked(List<Trial> trials) {
        Ranking ranking = Ranking.of(OBJECTIVES);
        trials.forEach(trial -> ranking.add(new Observation(trial, new double[0])));
        return ranking.bestFirst().stream().map(observation -> observation.trial().number()).toList();
    }

    @Test
    void putsFrontBeforeFrontAndTheLonelyBeforeTheCrowdAndTrialsWithoutValuesLast() throws IOException {
        double[][] values = {{0.70, 9}, {0.90, 9}, {0.80, 4}, {0.81, 4.1}, {0.82, 4.3}, {0.60, 1}, {0.79, 9}, {Double.NaN, 1}};
        List<Trial> trials = sweep(definition(new RandomSampler(1), values.length, Map.of("x", "0.0..1.0")),
                trial -> values[trial.number()][0], trial -> values[trial.number()][1]);

        assertThat(ranked(trials)).containsExactly(1, 5, 2, 4, 3, 6, 0, 7);
    }

    @Test
    void ranksAHundredFrontsWithoutLosingATrial() throws IOException {
        List<Trial> trials = sweep(definition(new RandomSampler(1), 200, Map.of("x", "0.0..1.0")), trial -> trial.number(), trial -> -trial.number());

        List<Integer> ranked = ranked(trials);
        assertThat(ranked).doesNotHaveDuplicates().hasSize(200);
        assertThat(ranked.subList(0, ParetoRanking.RANKED)).containsExactlyElementsOf(
                IntStream.range(0, ParetoRanking.RANKED).mapToObj(i -> 199 - i).toList());
    }

    /** ZDT1 (Zitzler, Deb and Thiele, Evolutionary Computation 8, 2000) with 4 parameters, as accuracy 1 - f1 and latency f2. */
    private double coveredByTheFront(Sampler sampler) throws IOException {
        Map<String, String> space = Map.of("a", "0.0..1.0", "b", "0.0..1.0", "c", "0.0..1.0", "d", "0.0..1.0");
        List<Trial> trials = sweep(definition(sampler, 80, space), trial -> 1 - x(trial, "a"), trial -> {
            double g = 1 + 3 * (x(trial, "b") + x(trial, "c") + x(trial, "d"));
            return g * (1 - Math.sqrt(x(trial, "a") / g));
        });
        List<double[]> points = new ArrayList<>(trials.stream().map(t -> new double[] {1 - t.metrics().get("accuracy"), t.metrics().get("latency")}).toList());
        points.sort((p, q) -> Double.compare(p[0], q[0]));
        double area = 0;
        double floor = 5;
        for (double[] point : points) {
            if (point[1] < floor) {
                area += (1 - point[0]) * (floor - point[1]);
                floor = point[1];
            }
        }
        return area;
    }

    private static double x(Trial trial, String name) {
        return ((Number) trial.params().get(name)).doubleValue();
    }

    @Test
    void leadsTheParzenEstimatorToMoreOfTheFrontThanChance() throws IOException {
        double tpe = 0;
        double random = 0;
        for (int seed = 0; seed < 5; seed++) {
            tpe += coveredByTheFront(new TpeSampler(seed, 16)) / 5;
            random += coveredByTheFront(new RandomSampler(seed)) / 5;
        }
        assertThat(tpe).isGreaterThan(random + 0.3);
    }
}
