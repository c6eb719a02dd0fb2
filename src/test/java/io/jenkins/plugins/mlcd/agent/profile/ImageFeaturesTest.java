package io.jenkins.plugins.mlcd.agent.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ImageFeaturesTest {

    private static final int SIDE = 28;

    private final ImageFeatures features = new ImageFeatures(SIDE, SIDE, Optional.of(PrincipalSubspace.fit(bars(300, 1), 16, 7)));

    @Test
    void measuresAnUprightStroke() {
        float[] image = bar(12, 4, 4, 20, 0);

        assertThat(feature(image, "ink")).isCloseTo(80.0 / 784, within(1e-9));
        assertThat(feature(image, "mean")).isCloseTo(80.0 / 784, within(1e-6));
        assertThat(feature(image, "width")).isEqualTo(4);
        assertThat(feature(image, "height")).isEqualTo(20);
        assertThat(feature(image, "centre_x")).isCloseTo(13.5, within(1e-6));
        assertThat(feature(image, "centre_y")).isCloseTo(13.5, within(1e-6));
        assertThat(feature(image, "slant")).isCloseTo(0, within(1e-6));
        assertThat(feature(image, "thickness")).isCloseTo(2 * 80 / 48.0, within(1e-9));
    }

    @Test
    void slantIsTheShearOfTheRows() {
        assertThat(feature(bar(6, 4, 4, 20, 0.5), "slant")).isCloseTo(0.5, within(0.03));
        assertThat(feature(bar(16, 4, 4, 20, -0.5), "slant")).isCloseTo(-0.5, within(0.03));
    }

    @Test
    void thickerStrokesMeasureThicker() {
        assertThat(feature(bar(10, 4, 6, 20, 0), "thickness"))
                .isGreaterThan(1.4 * feature(bar(12, 4, 3, 20, 0), "thickness"));
    }

    @Test
    void anEmptyImageHasFiniteFeatures() {
        assertThat(features.extract(new float[SIDE * SIDE])).doesNotContain(Double.NaN).hasSize(features.names().size());
        assertThat(feature(new float[SIDE * SIDE], "centre_x")).isEqualTo(13.5);
        assertThat(feature(new float[SIDE * SIDE], "thickness")).isZero();
    }

    @Test
    void whatTheTrainingDataNeverShowedIsFarFromItsSupport() {
        double[] known = Arrays.stream(bars(200, 2)).mapToDouble(image -> feature(image, "support")).sorted().toArray();
        double usual = known[(int) (0.95 * known.length)];

        float[] inverted = bar(12, 4, 4, 20, 0);
        float[] chequered = new float[SIDE * SIDE];
        for (int i = 0; i < inverted.length; i++) {
            inverted[i] = 1 - inverted[i];
            chequered[i] = (i / SIDE / 4 + i % SIDE / 4) % 2;
        }
        assertThat(feature(inverted, "support")).isGreaterThan(2 * usual);
        assertThat(feature(chequered, "support")).isGreaterThan(2 * usual);
    }

    @Test
    void refusesAnImageOfAnotherSize() {
        assertThatThrownBy(() -> features.extract(new float[783]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("784")
                .hasMessageContaining("783");
    }

    private double feature(float[] image, String name) {
        return features.extract(image)[features.names().indexOf(name)];
    }

    private static float[][] bars(int count, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[][] bars = new float[count][];
        for (int i = 0; i < count; i++) {
            bars[i] = bar(9 + random.nextInt(8), 3 + random.nextInt(4), 2 + random.nextInt(4), 18 + random.nextInt(4),
                    random.nextDouble() * 0.4 - 0.2);
        }
        return bars;
    }

    private static float[] bar(int left, int top, int width, int height, double shear) {
        float[] image = new float[SIDE * SIDE];
        for (int y = top; y < top + height; y++) {
            int shift = (int) Math.round(shear * (y - top));
            Arrays.fill(image, y * SIDE + left + shift, y * SIDE + left + shift + width, 1);
        }
        return image;
    }
}
