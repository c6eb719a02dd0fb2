package io.jenkins.plugins.mlcd.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TpeSamplerTest {

    private static final Map<String, SearchSpace> CUBE = Map.of("", SearchSpace.parse(
            map("x", "-5.0..5.0", "y", "-5.0..5.0", "z", "-5.0..5.0")));
    private static final Map<String, SearchSpace> CONDITIONAL = conditional();

    private static Map<String, Object> map(Object... pairs) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            map.put((String) pairs[i], pairs[i + 1]);
        }
        return map;
    }

    private static Map<String, SearchSpace> conditional() {
        Map<String, SearchSpace> spaces = new LinkedHashMap<>();
        spaces.put("good", SearchSpace.parse(map("lr", "1e-5..1.0 log", "units", "1..500 log", "kind", "a, b, c")));
        spaces.put("hopeless", SearchSpace.parse(map("depth", "2..10 step 2", "rate", "0.0..1.0 step 0.1")));
        return spaces;
    }

    private static Trial trial(int number, Suggestion suggestion, TrialState state, OptionalDouble value) {
        return new Trial(number, 1, suggestion.algorithm(), suggestion.params(), 0, "1", state, new TreeMap<>(), Map.of(), value, "",
                Optional.empty(), Instant.EPOCH, Optional.of(Instant.EPOCH));
    }

    private static List<Suggestion> run(Sampler sampler, Map<String, SearchSpace> spaces, History history, int trials, ToDoubleFunction<Suggestion> value) {
        return IntStream.range(0, trials).mapToObj(number -> {
            Suggestion suggestion = sampler.suggest(spaces, history, number, new SplittableRandom(31 * sampler.seed() + number).split());
            history.put(trial(number, suggestion, TrialState.COMPLETE, OptionalDouble.of(value.applyAsDouble(suggestion))));
            return suggestion;
        }).toList();
    }

    private static double sphere(Suggestion suggestion) {
        return suggestion.params().values().stream().mapToDouble(x -> Math.pow((Double) x - 1, 2)).sum();
    }

    private static double valley(Suggestion suggestion) {
        double[] x = suggestion.params().values().stream().mapToDouble(Double.class::cast).toArray();
        return Math.pow(x[0] + x[1] - 2, 2) + 0.1 * Math.pow(x[1] - x[2], 2) + Math.abs(x[2]);
    }

    private static double meanRegret(ToDoubleFunction<Suggestion> value, boolean tpe) {
        return IntStream.range(0, 10).mapToDouble(seed -> run(tpe ? new TpeSampler(seed, 16) : new RandomSampler(seed), CUBE,
                new History(CUBE, Direction.MINIMIZE), 60, value).stream().mapToDouble(value).min().orElseThrow()).average().orElseThrow();
    }

    @Test
    void endsWithLessThanAThirdOfTheRegretOfRandomSearch() {
        assertThat(meanRegret(TpeSamplerTest::sphere, true)).isLessThan(meanRegret(TpeSamplerTest::sphere, false) / 3);
        assertThat(meanRegret(TpeSamplerTest::valley, true)).isLessThan(meanRegret(TpeSamplerTest::valley, false) / 3);
    }

    @ParameterizedTest
    @EnumSource
    void goesInTheDirectionOfTheStudy(Direction direction) {
        List<Suggestion> trials = run(new TpeSampler(1, 16), CUBE, new History(CUBE, direction), 60, s -> (Double) s.params().get("x"));
        double last = trials.subList(40, 60).stream().mapToDouble(s -> (Double) s.params().get("x")).average().orElseThrow();
        assertThat(direction == Direction.MAXIMIZE ? last : -last).isGreaterThan(3);
    }

    private static double conditionalValue(Suggestion suggestion) {
        return suggestion.algorithm().equals("good") ? Math.abs(Math.log10((Double) suggestion.params().get("lr")) + 2) : 10;
    }

    @Test
    void keepsToEachAlgorithmsSpaceAndGivesTheHopelessOneFewTrials() {
        List<Suggestion> trials = run(new TpeSampler(1, 10), CONDITIONAL, new History(CONDITIONAL, Direction.MINIMIZE), 80, TpeSamplerTest::conditionalValue);
        assertThat(trials).allSatisfy(suggestion -> assertThat(CONDITIONAL.get(suggestion.algorithm()).positions(suggestion.params())).isPresent());
        assertThat(trials.subList(20, 80).stream().filter(s -> s.algorithm().equals("hopeless")).count()).isBetween(1L, 20L);
    }

    @Test
    void triesNothingTwiceInAFiniteSpaceWhileThereIsSomethingNew() {
        Map<String, SearchSpace> finite = Map.of("", SearchSpace.parse(map("a", "0..9", "b", "0..9", "c", "x, y, z")));
        List<Suggestion> trials = run(new TpeSampler(1, 5), finite, new History(finite, Direction.MINIMIZE), 60,
                s -> (Long) s.params().get("a") + (Long) s.params().get("b"));
        Set<Suggestion> tried = new HashSet<>(trials.subList(5, 60));
        assertThat(tried.size()).isGreaterThan(50);
    }

    @Test
    void keepsAwayFromTrialsThatRun() {
        History history = new History(CUBE, Direction.MINIMIZE);
        run(new TpeSampler(1, 16), CUBE, history, 30, TpeSamplerTest::sphere);
        Suggestion first = new TpeSampler(1, 16).suggest(CUBE, history, 30, new SplittableRandom(5));
        IntStream.range(0, 5).forEach(i -> history.put(trial(30 + i, first, TrialState.RUNNING, OptionalDouble.empty())));
        Suggestion second = new TpeSampler(1, 16).suggest(CUBE, history, 35, new SplittableRandom(5));
        assertThat(second).isNotEqualTo(first);
    }

    @Test
    void ranksPrunedTrialsByHowFarTheyGotAndFailedOnesLast() {
        Suggestion any = new RandomSampler(0).suggest(CUBE, null, 0, new SplittableRandom(0));
        Trial complete = trial(0, any, TrialState.COMPLETE, OptionalDouble.of(9));
        Trial far = pruned(1, any, 5, 3);
        Trial near = pruned(2, any, 2, 1);
        Trial nearAndWorse = pruned(3, any, 2, 2);
        Trial silent = trial(4, any, TrialState.PRUNED, OptionalDouble.empty());
        Trial failed = trial(5, any, TrialState.FAILED, OptionalDouble.empty());
        assertThat(List.of(failed, silent, nearAndWorse, near, far, complete).stream().sorted(TrialOrder.best(Direction.MINIMIZE)))
                .containsExactly(complete, far, near, nearAndWorse, silent, failed);
    }

    private static Trial pruned(int number, Suggestion suggestion, int step, double value) {
        return new Trial(number, 1, suggestion.algorithm(), suggestion.params(), 0, "1", TrialState.PRUNED, new TreeMap<>(Map.of(0, 7.0, step, value)),
                Map.of(), OptionalDouble.empty(), "", Optional.empty(), Instant.EPOCH, Optional.of(Instant.EPOCH));
    }

    @Test
    void runsTheBestOfTheLatestBuildAgainAndSkipsTheStart() {
        History before = new History(CUBE, Direction.MINIMIZE);
        run(new TpeSampler(9, 16), CUBE, before, 40, TpeSamplerTest::sphere);
        List<Earlier.Tried> ranked = before.ranked().stream()
                .map(o -> new Earlier.Tried(o.trial().number(), "", o.trial().params(), o.trial().value())).toList();
        History history = new History(CUBE, Direction.MINIMIZE);
        history.startFrom(List.of(new Earlier(7, Optional.empty(), 1, ranked)));
        List<Suggestion> warm = run(new TpeSampler(1, 16).withWarmStart(), CUBE, history, 10, TpeSamplerTest::sphere);
        List<Suggestion> cold = run(new TpeSampler(1, 16), CUBE, new History(CUBE, Direction.MINIMIZE), 10, TpeSamplerTest::sphere);
        assertThat(warm.subList(0, 3).stream().map(Suggestion::params)).isEqualTo(ranked.subList(0, 3).stream().map(Earlier.Tried::params).toList());
        assertThat(warm.subList(3, 10).stream().mapToDouble(TpeSamplerTest::sphere).average().orElseThrow())
                .isLessThan(cold.subList(3, 10).stream().mapToDouble(TpeSamplerTest::sphere).average().orElseThrow() / 3);
    }

    @Test
    void refusesToStartWithoutATrialAndOtherSamplersToStartWarm() {
        assertThatThrownBy(() -> new TpeSampler(0, 0)).hasMessage("startupTrials 0 must be at least 1");
        assertThatThrownBy(() -> new GridSampler(0).withWarmStart())
                .hasMessage("warmStart needs a sampler that learns, tpe(), but the sampler is grid()");
    }

    /** Two valleys as wide as each other, the second 0.3 above the first. */
    private static double twoValleys(Suggestion suggestion) {
        double[] x = suggestion.params().values().stream().mapToDouble(Double.class::cast).toArray();
        double second = 0;
        double first = 0;
        for (double at : x) {
            second += Math.pow(at - 2, 2) / 12;
            first += Math.pow(at + 3, 2) / 12;
        }
        return 1 - Math.max(0.7 * Math.exp(-second), Math.exp(-first));
    }

    @Test
    void leavesTheSecondBestValley() {
        long found = IntStream.range(0, 20).filter(seed -> run(new TpeSampler(seed, 16), CUBE, new History(CUBE, Direction.MINIMIZE), 100,
                TpeSamplerTest::twoValleys).stream().mapToDouble(TpeSamplerTest::twoValleys).min().orElseThrow() < 0.15).count();
        assertThat(found).isGreaterThanOrEqualTo(19);
    }

    @Test
    void costsTheSameInALongStudy() {
        History history = new History(CUBE, Direction.MINIMIZE);
        run(new RandomSampler(1), CUBE, history, 3000, TpeSamplerTest::sphere);
        TpeSplit split = new TpeSplit(history, "", new SplittableRandom(1));
        assertThat(split.good().positions()).hasSize(25);
        assertThat(split.others().positions().size()).isBetween(300, 400);
    }
}
