package io.jenkins.plugins.mlcd.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.mlcd.record.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

class ImportanceTest {

    private static StudyIndex study(int trials, long seed, ToDoubleFunction<ObjectNode> value) throws IOException {
        StudyIndex study = new StudyIndex(1, "s", Path.of("none"), new Dictionary());
        SplittableRandom random = new SplittableRandom(seed);
        for (int trial = 0; trial < trials; trial++) {
            ObjectNode asked = Json.object().put("trial", trial).put("algorithm", "net");
            ObjectNode params = asked.putObject("params").put("lr", Math.pow(10, -4 * random.nextDouble())).put("layers", 1 + random.nextInt(3))
                    .put("activation", random.nextBoolean() ? "relu" : "tanh").put("seed", random.nextInt(1_000_000));
            study.event("asked", asked);
            study.event("told", Json.object().put("trial", trial).put("value", value.applyAsDouble(params)));
        }
        return study;
    }

    private static double share(JsonNode of, String name) {
        for (JsonNode parameter : of.path(0).path("parameters")) {
            if (parameter.path("name").asText().equals(name)) {
                return parameter.path("share").asDouble();
            }
        }
        return Double.NaN;
    }

    @Test
    void findsTheParametersThatMatterAndOnlyThem() throws IOException {
        SplittableRandom noise = new SplittableRandom(7);
        JsonNode of = Importance.of(study(400, 1, p -> -Math.abs(Math.log10(p.path("lr").asDouble()) + 2) + (p.path("activation").asText().equals("relu") ? 0.5 : 0)
                + 0.05 * noise.nextGaussian()).rows());
        assertThat(of.at("/0/parameters/0/name").asText()).isEqualTo("lr");
        assertThat(of.at("/0/parameters/1/name").asText()).isEqualTo("activation");
        assertThat(share(of, "lr")).isGreaterThan(0.5);
        assertThat(share(of, "activation")).isBetween(0.05, 0.4);
        assertThat(share(of, "layers")).isLessThan(0.03);
        assertThat(share(of, "seed")).isLessThan(0.03);
    }

    /** Under pure noise the expected share is 0 before it is cut off there; over 200 studies the mean stays small. */
    @Test
    void givesNoiseNoImportanceHoweverManyValuesAParameterHas() throws IOException {
        double sum = 0;
        for (int seed = 0; seed < 200; seed++) {
            SplittableRandom noise = new SplittableRandom(1_000 + seed);
            sum += share(Importance.of(study(60, seed, p -> noise.nextGaussian()).rows()), "seed");
        }
        assertThat(sum / 200).isLessThan(0.05);
    }

    @Test
    void isTheTextbooksEpsilonSquared() {
        // Groups {1,2,3} and {4,5,6}: SSB 13.5, SSW 4, MSW 1, SST 17.5.
        assertThat(Importance.epsilonSquared(new double[] {1, 2, 3, 4, 5, 6}, new int[] {0, 0, 0, 1, 1, 1}, 2)).isCloseTo((13.5 - 1) / 17.5, within(1e-12));
        assertThat(Importance.epsilonSquared(new double[] {5, 5, 5}, new int[] {0, 1, 0}, 2)).isZero();
        assertThat(Importance.ranks(new double[] {3, 1, 3, 2})).containsExactly(2.5, 0, 2.5, 1);
    }

    @Test
    void saysNothingOfFewTrials() throws IOException {
        assertThat(Importance.of(study(9, 1, p -> p.path("lr").asDouble()).rows())).isEmpty();
        assertThat(Importance.of(List.of())).isEmpty();
    }
}
