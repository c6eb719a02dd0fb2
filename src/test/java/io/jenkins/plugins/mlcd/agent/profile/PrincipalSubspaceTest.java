package io.jenkins.plugins.mlcd.agent.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrincipalSubspaceTest {

    @Test
    void distanceIsZeroInsideThePlaneAndTheOffsetOutsideIt() {
        float[][] rows = plane(200, 50, 3, new SplittableRandom(5));
        PrincipalSubspace subspace = PrincipalSubspace.fit(rows, 3, 1);

        assertThat(subspace.distance(rows[17])).isCloseTo(0, within(1e-3));
        float[] off = rows[17].clone();
        off[49] += 5;
        assertThat(subspace.distance(off)).isCloseTo(5 / Math.sqrt(50), within(1e-3));
    }

    @Test
    void findsTheLeadingDirectionsAmongNoise() {
        SplittableRandom random = new SplittableRandom(9);
        float[][] rows = plane(500, 40, 2, random);
        for (float[] row : rows) {
            for (int i = 0; i < row.length; i++) {
                row[i] += (float) (0.1 * random.nextGaussian());
            }
        }
        PrincipalSubspace subspace = PrincipalSubspace.fit(rows, 2, 1);

        double mean = Arrays.stream(rows).mapToDouble(subspace::distance).average().orElseThrow();
        assertThat(mean).isCloseTo(0.1 * Math.sqrt(38.0 / 40), within(0.005));
    }

    @Test
    void sameRowsAndSeedGiveTheSameSubspace() {
        float[][] rows = plane(50, 20, 4, new SplittableRandom(2));
        float[] probe = new float[20];
        probe[3] = 1;

        assertThat(PrincipalSubspace.fit(rows, 4, 3).distance(probe)).isEqualTo(PrincipalSubspace.fit(rows, 4, 3).distance(probe));
    }

    @Test
    void identicalRowsHaveNoDirectionsAndStillADistance() {
        float[][] rows = {{1, 2}, {1, 2}, {1, 2}};

        assertThat(PrincipalSubspace.fit(rows, 2, 1).distance(new float[] {1, 4})).isCloseTo(Math.sqrt(2), within(1e-6));
    }

    @Test
    void refusesRowsThatDoNotFitTogether() {
        assertThatThrownBy(() -> PrincipalSubspace.fit(new float[][] {{1, 2}, {1}}, 2, 1)).hasMessageContaining("2 and of 1");
        assertThatThrownBy(() -> PrincipalSubspace.fit(new float[0][], 2, 1)).hasMessageContaining("at least 1 row");
    }

    @Test
    void theFileGivesBackTheSameFeatures(@TempDir Path dir) throws Exception {
        PrincipalSubspace subspace = PrincipalSubspace.fit(plane(60, 12, 3, new SplittableRandom(4)), 3, 1);
        float[] image = {0, 0, 1, 0, 0, 1, 1, 0, 0, 1, 0, 0};

        FeatureFile.writeImage(dir, 4, 3, subspace, Optional.empty());

        assertThat(FeatureFile.read(dir).extract(image)).isEqualTo(new ImageFeatures(4, 3, Optional.of(subspace)).extract(image));
    }

    @Test
    void aDamagedFileIsNamed(@TempDir Path dir) throws Exception {
        Files.writeString(dir.resolve("features.json"), "{\"schema\": \"mlcd/features\", \"version\": 1, \"kind\": \"sound\"}");

        assertThatThrownBy(() -> FeatureFile.read(dir)).hasMessageContaining("features.json").hasMessageContaining("'sound'");
    }

    /** Rows near a plane of some dimensions, whose last coordinate is always 0. */
    private static float[][] plane(int rows, int length, int dimensions, SplittableRandom random) {
        float[][] directions = new float[dimensions][length];
        for (float[] direction : directions) {
            for (int i = 0; i < length - 1; i++) {
                direction[i] = (float) random.nextGaussian();
            }
        }
        float[][] result = new float[rows][length];
        for (float[] row : result) {
            for (float[] direction : directions) {
                float weight = (float) random.nextGaussian();
                for (int i = 0; i < length; i++) {
                    row[i] += weight * direction[i];
                }
            }
        }
        return result;
    }
}
