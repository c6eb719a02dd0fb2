package io.jenkins.plugins.mlcd.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.jupiter.api.Test;

class BlockBootstrapTest {

    private static final int SIMULATIONS = 400;
    private static final int BLOCKS = 20;
    private static final int SAMPLES = 40;
    private static final double RATIO = 1.3;

    /** Measurements of which those of a block have a disturbance in common. */
    private static double[][] blocks(RandomGenerator random, double scale, double[] common) {
        double[][] blocks = new double[BLOCKS][SAMPLES];
        for (int i = 0; i < BLOCKS; i++) {
            double own = common[i] + 0.1 * random.nextGaussian();
            for (int j = 0; j < SAMPLES; j++) {
                blocks[i][j] = scale * Math.exp(own + 0.3 * random.nextGaussian());
            }
            Arrays.sort(blocks[i]);
        }
        return blocks;
    }

    private static double quantile(double[][] blocks, int[] times, double q) {
        int total = Arrays.stream(times).sum() * SAMPLES;
        double[] all = new double[total];
        int at = 0;
        for (int i = 0; i < times.length; i++) {
            for (int t = 0; t < times[i]; t++) {
                System.arraycopy(blocks[i], 0, all, at, SAMPLES);
                at += SAMPLES;
            }
        }
        Arrays.sort(all);
        return all[(int) Math.ceil(q * total) - 1];
    }

    /** Each bound is wrong in at most 1 - confidence of the draws, as far as so many draws can tell (3 standard deviations). */
    @ParameterizedTest
    @ValueSource(doubles = {0.5, 0.95, 0.99})
    void eachBoundHoldsAtItsConfidence(double q) {
        Random random = new Random(42);
        BlockBootstrap bootstrap = new BlockBootstrap(200, 0.95);
        int tooHigh = 0;
        int tooLow = 0;
        for (int s = 0; s < SIMULATIONS; s++) {
            double[] common = random.doubles(BLOCKS, -0.3, 0.3).toArray();
            double[][] mine = blocks(random, RATIO, common);
            double[][] other = blocks(random, 1, common);
            Interval interval = bootstrap.estimate(BLOCKS, times -> quantile(mine, times, q) / quantile(other, times, q), random).interval();
            tooHigh += interval.low() > RATIO ? 1 : 0;
            tooLow += interval.high() < RATIO ? 1 : 0;
        }
        double most = SIMULATIONS * 0.05 + 3 * Math.sqrt(SIMULATIONS * 0.05 * 0.95);
        assertThat((double) tooHigh).as("low bound above the truth").isLessThanOrEqualTo(most);
        assertThat((double) tooLow).as("high bound below the truth").isLessThanOrEqualTo(most);
        assertThat(tooHigh + tooLow).as("not needlessly wide").isGreaterThan(SIMULATIONS / 100);
    }

    @Test
    void tellsWhatItCannotTell() {
        BlockBootstrap bootstrap = new BlockBootstrap(100, 0.95);
        assertThatThrownBy(() -> bootstrap.estimate(1, times -> 1, new Random(1))).hasMessageContaining("at least 2 blocks");
        assertThatThrownBy(() -> bootstrap.estimate(4, times -> Double.NaN, new Random(1))).hasMessageContaining("is NaN");
        assertThatThrownBy(() -> new BlockBootstrap(10, 0.95)).hasMessageContaining("at least 100 resamples");
        assertThat(bootstrap.estimate(4, times -> 7, new Random(1)).interval()).isEqualTo(new Interval(7, 7));
    }
}
