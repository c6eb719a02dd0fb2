package io.jenkins.plugins.mlcd.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class GrowingCurveTest {

    @Property(tries = 200)
    void isWhatAMapWouldBeAndStaysThatWhateverIsReportedLater(@ForAll @Size(max = 40) List<@IntRange(max = 30) Integer> steps) {
        GrowingCurve curve = new GrowingCurve();
        NavigableMap<Integer, Double> now = new TreeMap<>();
        List<NavigableMap<Integer, Double>> expected = new ArrayList<>();
        List<NavigableMap<Integer, Double>> actual = new ArrayList<>();
        for (int step : steps) {
            double value = actual.size() % 7 == 6 ? Double.NaN : actual.size();
            now.put(step, value);
            expected.add(new TreeMap<>(now));
            actual.add(curve.with(step, value));
        }
        assertThat(actual).isEqualTo(expected);
        for (int i = 0; i < actual.size(); i++) {
            assertThat(actual.get(i).lastEntry()).isEqualTo(expected.get(i).lastEntry());
            assertThat(actual.get(i).firstKey()).isEqualTo(expected.get(i).firstKey());
            for (int step = 0; step <= 30; step++) {
                assertThat(actual.get(i).get(step)).isEqualTo(expected.get(i).get(step));
                assertThat(actual.get(i).ceilingKey(step)).isEqualTo(expected.get(i).ceilingKey(step));
                assertThat(actual.get(i).lowerKey(step)).isEqualTo(expected.get(i).lowerKey(step));
            }
        }
    }
}
