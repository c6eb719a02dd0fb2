package io.jenkins.plugins.mlcd.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.mlcd.record.Json;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class StudyDefinitionTest {

    private static final Map<String, SearchSpace> ALGORITHMS = Map.of("net", SearchSpace.parse(Map.of("lr", "1e-4..1e-1 log")));
    private static final Limits FIVE = Limits.trials(5);
    private static final Limits NONE = limits(OptionalInt.empty(), OptionalDouble.empty(), Optional.empty());

    private static Limits limits(OptionalInt trials, OptionalDouble goal, Optional<Duration> timeout) {
        return new Limits(trials, OptionalInt.empty(), goal, timeout, 3);
    }

    private static StudyDefinition define(String study, String metric, Map<String, SearchSpace> algorithms, Sampler sampler, Limits limits) {
        return new StudyDefinition(study, metric, Direction.MAXIMIZE, algorithms, sampler, new NoPruner(), limits, ModelPolicy.BEST);
    }

    static Stream<Arguments> misuses() {
        RandomSampler random = new RandomSampler(0);
        Map<String, SearchSpace> big = Map.of("net", SearchSpace.parse(Map.of("a", "1..1000", "b", "1..1000")));
        return Stream.of(
                misuse("study '../x' is not a name", () -> define("../x", "accuracy", ALGORITHMS, random, FIVE)),
                misuse("'' is not a name of a metric", () -> define("s", "", ALGORITHMS, random, FIVE)),
                misuse("'' is not a name of a metric", () -> define("s", null, ALGORITHMS, random, FIVE)),
                misuse("a study has 1 to 100 algorithms, not 0", () -> define("s", "m", Map.of(), random, FIVE)),
                misuse("algorithm 'a b' is not a name", () -> define("s", "m", Map.of("a b", ALGORITHMS.get("net")), random, FIVE)),
                misuse("the sampler random() never runs out: give maxTrialCount or timeout", () -> define("s", "m", ALGORITHMS, random, NONE)),
                misuse("the grid has 1000000 permutations; above 10000 give maxTrialCount", () -> define("s", "m", big, new GridSampler(0), NONE)),
                misuse("maxTrialCount -1 must be at least 1", () -> Limits.trials(-1)),
                misuse("maxTrialCount 0 must be at least 1", () -> Limits.trials(0)),
                misuse("goal NaN is not a finite number", () -> limits(OptionalInt.of(1), OptionalDouble.of(Double.NaN), Optional.empty())),
                misuse("timeout must be longer than zero", () -> limits(OptionalInt.of(1), OptionalDouble.empty(), Optional.of(Duration.ZERO))),
                misuse("maxFailedTrialCount -1 must be at least 0",
                        () -> new Limits(OptionalInt.of(1), OptionalInt.of(-1), OptionalDouble.empty(), Optional.empty(), 3)),
                misuse("retries -1 must be at least 0",
                        () -> new Limits(OptionalInt.of(1), OptionalInt.empty(), OptionalDouble.empty(), Optional.empty(), -1)),
                misuse("direction 'up' must be 'maximize' or 'minimize'", () -> Direction.parse("up")),
                misuse("keep 'some' must be 'all', 'best' or 'none'", () -> ModelPolicy.Keep.parse("some")),
                misuse("keepModels 0 must be at least 1", () -> new ModelPolicy(ModelPolicy.Keep.BEST, 0)),
                misuse("the search space is empty", () -> SearchSpace.parse(Map.of())),
                misuse("parameter 'LR' is there twice: 'lr' is ML_PARAM_LR as well", () -> SearchSpace.parse(twice())),
                misuse("parameter '1x' is not a name", () -> SearchSpace.parse(Map.of("1x", "3"))),
                misuse("parameter 'lr': the range 0.5..0.1 runs backwards", () -> SearchSpace.parse(Map.of("lr", "0.5..0.1"))));
    }

    private static Map<String, Object> twice() {
        Map<String, Object> written = new LinkedHashMap<>();
        written.put("lr", "0.1, 0.2");
        written.put("LR", "0.1, 0.2");
        return written;
    }

    private static Arguments misuse(String message, ThrowingCallable call) {
        return Arguments.of(message, call);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("misuses")
    void refusesEachMisuseInOneSentence(String message, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class).hasMessageStartingWith(message);
    }

    @Test
    void countsItsTrialsBeforeItStarts() {
        Map<String, SearchSpace> spaces = Map.of("net", SearchSpace.parse(Map.of("a", "1..10", "b", "1..20")));
        assertThat(define("s", "m", spaces, new GridSampler(0), NONE).trialCount()).hasValue(200);
        assertThat(define("s", "m", spaces, new GridSampler(0), FIVE).trialCount()).hasValue(5);
        assertThat(define("s", "m", spaces, new RandomSampler(0), FIVE).trialCount()).hasValue(5);
        assertThat(define("s", "m", spaces, new RandomSampler(0), limits(OptionalInt.empty(), OptionalDouble.empty(), Optional.of(Duration.ofHours(1))))
                .trialCount()).isEmpty();
    }

    @Test
    void isWrittenAsTheRecordSays() {
        Limits limits = new Limits(OptionalInt.of(60), OptionalInt.of(3), OptionalDouble.of(0.99), Optional.of(Duration.ofMinutes(90)), 2);
        assertThat(Json.line(define("digits", "accuracy", ALGORITHMS, new RandomSampler(7), limits).toJson())).isEqualTo(
                "{\"study\":\"digits\",\"metric\":\"accuracy\",\"direction\":\"maximize\",\"algorithms\":{\"net\":{\"lr\":\"1e-4..0.1 log\"}},"
                        + "\"sampler\":{\"kind\":\"random\",\"seed\":7},\"pruner\":{\"kind\":\"none\"},\"maxTrialCount\":60,\"maxFailedTrialCount\":3,"
                        + "\"goal\":0.99,\"timeout\":\"1h30m\",\"retries\":2,\"keep\":\"best\",\"keepModels\":1}");
    }
}
