package io.jenkins.plugins.mlcd.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class RankCorrelationTest {

    @Test
    void isOneForTheSameOrderAndMinusOneForTheReverse() {
        assertThat(RankCorrelation.spearman(new double[] {1, 2, 3, 40}, new double[] {-5, 0, 0.1, 7})).isCloseTo(1, within(1e-12));
        assertThat(RankCorrelation.spearman(new double[] {1, 2, 3}, new double[] {3, 2, 1})).isCloseTo(-1, within(1e-12));
    }

    /** Worked by hand: ranks 1, 2.5, 2.5, 4 against 1, 3, 2, 4. */
    @Test
    void sharesTheMeanRankAmongEqualValues() {
        assertThat(RankCorrelation.spearman(new double[] {1, 2, 2, 4}, new double[] {1, 3, 2, 4})).isCloseTo(4.5 / Math.sqrt(4.5 * 5), within(1e-12));
    }

    @Test
    void saysNothingWhenAllAreEqual() {
        assertThat(RankCorrelation.spearman(new double[] {1, 1, 1}, new double[] {1, 2, 3})).isZero();
    }

    @Test
    void refusesSeriesThatDoNotMatch() {
        assertThatThrownBy(() -> RankCorrelation.spearman(new double[] {1, 2}, new double[] {1})).hasMessageContaining("not 2 and 1");
    }
}
