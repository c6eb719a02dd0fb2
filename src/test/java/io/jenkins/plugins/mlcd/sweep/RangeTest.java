package io.jenkins.plugins.mlcd.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class RangeTest {

    static Stream<Arguments> written() {
        return Stream.of(
                Arguments.of("1e-4..1e-1 log", new RealRange(1e-4, 0.1, OptionalDouble.empty(), true)),
                Arguments.of("0.0..0.5", new RealRange(0, 0.5, OptionalDouble.empty(), false)),
                Arguments.of("-1.5 .. 2", new RealRange(-1.5, 2, OptionalDouble.empty(), false)),
                Arguments.of("0.0..0.5 step 0.1", new RealRange(0, 0.5, OptionalDouble.of(0.1), false)),
                Arguments.of("0..1 step 0.25", new RealRange(0, 1, OptionalDouble.of(0.25), false)),
                Arguments.of("3..8", new IntegerRange(3, 8, 1, false)),
                Arguments.of("-3..3", new IntegerRange(-3, 3, 1, false)),
                Arguments.of("16..256 step 16", new IntegerRange(16, 256, 16, false)),
                Arguments.of("1..1000 log", new IntegerRange(1, 1000, 1, true)),
                Arguments.of("32, 64, 128", new Choices(List.of(32L, 64L, 128L))),
                Arguments.of("0.1, 1", new Choices(List.of(0.1, 1.0))),
                Arguments.of("relu, tanh", new Choices(List.of("relu", "tanh"))),
                Arguments.of("true, false", new Choices(List.of(true, false))),
                Arguments.of("adam", new Choices(List.of("adam"))),
                Arguments.of("../data, ./data", new Choices(List.of("../data", "./data"))),
                Arguments.of("\"1..2\", \"a, b\"", new Choices(List.of("1..2", "a, b"))),
                Arguments.of(List.of("sgd", "adam"), new Choices(List.of("sgd", "adam"))),
                Arguments.of(List.of(1, 2.5), new Choices(List.of(1.0, 2.5))),
                Arguments.of(64, new Choices(List.of(64L))),
                Arguments.of(new java.math.BigDecimal("0.01"), new Choices(List.of(0.01))),
                Arguments.of(true, new Choices(List.of(true))));
    }

    @ParameterizedTest
    @MethodSource("written")
    void readsRangesAsPeopleWriteThem(Object written, Range range) {
        assertThat(Range.parse(written)).isEqualTo(range);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "''                  | the range is empty: write",
        "8..3                | the range 8..3 runs backwards: low is above high",
        "0.5..0.1            | the range 0.5..0.1 runs backwards",
        "3..3                | the range 3..3 is empty: low equals high",
        "0..10 log           | a log range starts above 0, but low is 0",
        "-1.0..1.0 log       | a log range starts above 0, but low is -1.0",
        "0.0..1.0 log        | a log range starts above 0, but low is 0.0",
        "1..10 step 4        | step 4 does not divide the range 1..10",
        "0.0..1.0 step 0.3   | step 0.3 does not divide the range 0.0..1.0",
        "1..10 step 0        | step 0 must be above 0",
        "1..10 step -3       | step -3 must be above 0",
        "0.0..1.0 step 1e-9  | makes more than 1000000 values",
        "1..10 lag           | after low..high comes 'log' or 'step s', not 'lag'",
        "1..10 log step 3    | after low..high comes 'log' or 'step s', not 'log step 3'",
        "1...5               | '1...5' is not a range",
        "1..                 | '1..' is not a range",
        "1..many             | '1..many' is not a range",
        "NaN..1              | 'NaN..1' is not a range",
        "1..Infinity         | '1..Infinity' is not a range",
        "1..3, 7             | '1..3, 7' is not a range",
        "1e400..1e500        | value 1e400 is not a finite number",
        "1e999               | value 1e999 is not a finite number",
        "1..9999999999999999 | whole numbers of a range lie within",
        "32, 64, 32          | value 32 is listed twice",
        "1, 1.0              | value 1.0 is listed twice",
        "a,,b                | one of them is empty",
        "a, b,               | one of them is empty",
        "a \"b\"             | a quote is out of place"
    })
    void refusesEachMisuseInOneSentence(String written, String message) {
        assertThatThrownBy(() -> Range.parse(written))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message)
                .message().doesNotContain("\n");
    }

    @Test
    void refusesWhatHoldsNoValues() {
        assertThatThrownBy(() -> Range.parse(null)).hasMessageStartingWith("no value is given");
        assertThatThrownBy(() -> Range.parse(List.of())).hasMessage("the list of values is empty");
        assertThatThrownBy(() -> Range.parse(Arrays.asList("a", null))).hasMessage("the list holds an empty value");
        assertThatThrownBy(() -> Range.parse(Double.NaN)).hasMessage("value NaN is not a finite number");
        assertThatThrownBy(() -> Range.parse(List.of(1, Double.POSITIVE_INFINITY))).hasMessage("value Infinity is not a finite number");
        assertThatThrownBy(() -> Range.parse(new Object[0])).hasMessageContaining("is neither a number, a truth value nor text");
        assertThatThrownBy(() -> Range.parse(Collections.nCopies(1001, "x"))).hasMessage("the list has 1001 values, the limit is 1000");
    }

    @Test
    void listsTheValuesOfADecimalStepWithoutRoundingNoise() {
        Range range = Range.parse("0.0..0.5 step 0.1");
        assertThat(values(range)).containsExactly(0.0, 0.1, 0.2, 0.3, 0.4, 0.5);
    }

    @Test
    void drawsEqualRatiosEquallyOftenOnALogScale() {
        Range range = Range.parse("1e-4..1e-1 log");
        SplittableRandom random = new SplittableRandom(3);
        long below = random.doubles(30_000).filter(u -> (double) range.at(u) < 1e-3).count();
        assertThat(below / 30_000.0).isBetween(0.32, 0.347);
    }

    @Test
    void drawsEveryWholeNumberEquallyOften() {
        Range range = Range.parse("3..8");
        int[] counts = new int[9];
        new SplittableRandom(3).doubles(60_000).forEach(u -> counts[(int) (long) range.at(u)]++);
        assertThat(Arrays.stream(counts, 3, 9).boxed()).allSatisfy(count -> assertThat(count).isBetween(9_600, 10_400));
    }

    static List<Object> values(Range range) {
        return LongStream.range(0, range.size().orElseThrow()).mapToObj(range::value).toList();
    }

    @Property
    void readsBackWhatItPrints(@ForAll("ranges") Range range) {
        assertThat(Range.parse(range.text())).isEqualTo(range);
    }

    @Property
    void drawsOnlyValuesOfTheRange(@ForAll("ranges") Range range, @ForAll @DoubleRange(min = 0, max = 1, maxIncluded = false) double u) {
        Object value = range.at(u);
        if (range instanceof Choices choices) {
            assertThat(choices.choices()).contains(value);
        } else if (range instanceof IntegerRange whole) {
            assertThat((long) value).isBetween(whole.low(), whole.high());
            assertThat(((long) value - whole.low()) % whole.step()).isZero();
        } else if (range instanceof RealRange real) {
            assertThat((double) value).isBetween(real.low(), real.high());
        }
    }

    @Property
    void findsTheValueAgainAtItsPosition(@ForAll("ranges") Range range, @ForAll @DoubleRange(min = 0, max = 1, maxIncluded = false) double u) {
        Object value = range.at(u);
        double position = range.position(value).orElseThrow();
        assertThat(position).isBetween(0.0, 1.0);
        if (range.size().isPresent() && range.size().getAsLong() < 1_000_000) {
            assertThat(range.at(position)).isEqualTo(value);
        }
        assertThat(range.position("no such value")).isEmpty();
    }

    @Provide
    Arbitrary<Range> ranges() {
        Arbitrary<Long> whole = Arbitraries.longs().between(-(1L << 50), 1L << 50);
        Arbitrary<Range> integers = Combinators.combine(whole, Arbitraries.longs().between(1, 1 << 20), Arbitraries.longs().between(1, 1 << 20))
                .as((low, step, count) -> new IntegerRange(low, low + step * count, step, false));
        Arbitrary<Range> logs = Combinators.combine(Arbitraries.longs().between(1, 1 << 30), Arbitraries.longs().between(1, 1 << 30))
                .as((low, length) -> new IntegerRange(low, low + length, 1, true));
        Arbitrary<Double> positive = Arbitraries.longs()
                .between(Double.doubleToLongBits(Double.MIN_NORMAL), Double.doubleToLongBits(Double.MAX_VALUE))
                .map(Double::longBitsToDouble);
        Arbitrary<Range> reals = Combinators.combine(positive, positive, Arbitraries.of(true, false))
                .filter((a, b, log) -> !a.equals(b))
                .as((a, b, log) -> new RealRange(Math.min(a, b), Math.max(a, b), OptionalDouble.empty(), log));
        Arbitrary<Range> steps = Combinators.combine(Arbitraries.integers().between(-1000, 1000), Arbitraries.integers().between(1, 1000), Arbitraries.integers().between(1, 500))
                .as((low, step, count) -> new RealRange(low / 100.0, (low + step * count) / 100.0, OptionalDouble.of(step / 100.0), false));
        Arbitrary<Object> word = Arbitraries.oneOf(
                Arbitraries.longs().map(l -> (Object) (l / 10)),
                Arbitraries.of(true, false).map(b -> (Object) b),
                Arbitraries.strings().withChars("ab1.,-e+ /").ofMinLength(1).ofMaxLength(8).filter(s -> !s.isBlank()).map(s -> (Object) s));
        Arbitrary<Range> choices = word.list().ofMinSize(1).ofMaxSize(6).map(list -> new Choices(new ArrayList<>(new java.util.LinkedHashSet<>(list))));
        return Arbitraries.oneOf(integers, logs, reals, steps, choices);
    }
}
