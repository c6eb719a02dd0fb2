package io.jenkins.plugins.mlcd.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every sampler keeps to, and what each promises. */
class SamplerContractTest {

    private static final Map<String, SearchSpace> SPACES = spaces();

    private static Map<String, SearchSpace> spaces() {
        Map<String, SearchSpace> spaces = new LinkedHashMap<>();
        Map<String, Object> net = new LinkedHashMap<>();
        net.put("lr", "0.1, 0.01, 0.001");
        net.put("batch", "16..64 step 16");
        spaces.put("net", SearchSpace.parse(net));
        spaces.put("tree", SearchSpace.parse(Map.of("depth", "3..8")));
        return spaces;
    }

    static Stream<Sampler> samplers() {
        return Stream.of(new GridSampler(3), new RandomSampler(3), new QuasiRandomSampler(3), new TpeSampler(3, 5));
    }

    private static List<Suggestion> first(Sampler sampler, int count) {
        return IntStream.range(0, count).mapToObj(number -> sampler.suggest(SPACES, new History(SPACES, Direction.MAXIMIZE), number, new SplittableRandom(number))).toList();
    }

    @ParameterizedTest
    @MethodSource("samplers")
    void suggestsAValueOfEveryParameterInItsRange(Sampler sampler) {
        assertThat(first(sampler, 18)).allSatisfy(suggestion -> {
            SearchSpace space = SPACES.get(suggestion.algorithm());
            assertThat(List.copyOf(suggestion.params().keySet())).isEqualTo(List.copyOf(space.parameters().keySet()));
            suggestion.params().forEach((name, value) -> assertThat(RangeTest.values(space.parameters().get(name))).contains(value));
        });
    }

    @ParameterizedTest
    @MethodSource("samplers")
    void suggestsTheSameForTheSameArguments(Sampler sampler) {
        assertThat(first(sampler, 18)).isEqualTo(first(sampler, 18));
    }

    @ParameterizedTest
    @MethodSource("samplers")
    void saysInItsJsonAllThatItIs(Sampler sampler) {
        assertThat(sampler.toJson().path("kind").asText()).isNotEmpty();
        assertThat(sampler.toJson().path("seed").asLong()).isEqualTo(sampler.seed());
    }

    @Test
    void gridTriesEveryPermutationOnceAndAlgorithmsInTurn() {
        GridSampler grid = new GridSampler(0);
        assertThat(grid.trialCount(SPACES)).hasValue(BigInteger.valueOf(18));
        List<Suggestion> all = first(grid, 18);
        assertThat(all).doesNotHaveDuplicates();
        assertThat(all.subList(0, 6).stream().map(Suggestion::algorithm)).containsExactly("net", "tree", "net", "tree", "net", "tree");
        assertThat(all.get(0).params()).isEqualTo(Map.of("lr", 0.1, "batch", 16L));
        assertThat(all.get(2).params()).isEqualTo(Map.of("lr", 0.1, "batch", 32L));
        assertThatThrownBy(() -> first(grid, 19)).hasMessage("the grid has no trial 18");
    }

    @Test
    void gridRefusesAContinuousRange() {
        Map<String, SearchSpace> spaces = Map.of("net", SearchSpace.parse(Map.of("lr", "1e-4..1e-1 log")));
        assertThatThrownBy(() -> new GridSampler(0).trialCount(spaces))
                .hasMessage("grid() cannot try all of lr: '1e-4..0.1 log' of net, which is continuous; list its values, give it a step, or use random()");
    }

    @Test
    void randomTriesEveryAlgorithmAboutEquallyOften() {
        Set<Object> depths = new HashSet<>();
        List<Suggestion> many = first(new RandomSampler(0), 2000);
        many.stream().filter(s -> s.algorithm().equals("tree")).forEach(s -> depths.add(s.params().get("depth")));
        assertThat(many.stream().filter(s -> s.algorithm().equals("net")).count()).isBetween(900L, 1100L);
        assertThat(depths).hasSize(6);
    }
}
