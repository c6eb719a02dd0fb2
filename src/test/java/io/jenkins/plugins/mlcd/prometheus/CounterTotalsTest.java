package io.jenkins.plugins.mlcd.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.mlcd.prometheus.Series.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class CounterTotalsTest {

    private final CounterTotals totals = new CounterTotals(false);

    private static Series series(String name, String instance, String code, double... timesAndValues) {
        List<Sample> samples = new ArrayList<>();
        for (int i = 0; i < timesAndValues.length; i += 2) {
            samples.add(new Sample(timesAndValues[i], timesAndValues[i + 1]));
        }
        Map<String, String> labels = new TreeMap<>(Map.of("__name__", name, "instance", instance));
        if (!code.isEmpty()) {
            labels.put("code", code);
        }
        return new Series(labels, samples);
    }

    private double requests() {
        return totals.totals().sum("requests", figure -> true);
    }

    private double errors() {
        return totals.totals().sum("requests", figure -> figure.label("code").equals("500"));
    }

    @Test
    void countsFromTheFirstLook() {
        totals.add(List.of(series("requests", "a", "200", 1, 500, 2, 600)));
        assertThat(requests()).isZero();

        totals.add(List.of(series("requests", "a", "200", 1, 500, 2, 600, 3, 650, 4, 660)));
        assertThat(requests()).isEqualTo(60);
    }

    @Test
    void addsUpInstances() {
        totals.add(List.of(series("requests", "a", "200", 1, 10), series("requests", "b", "200", 1, 1_000)));
        totals.add(List.of(series("requests", "a", "200", 2, 11), series("requests", "b", "200", 2, 1_005)));

        assertThat(requests()).isEqualTo(6);
    }

    @Test
    void countsOnlyWhatARestartedServerDidSince() {
        totals.add(List.of(series("requests", "a", "200", 1, 500), series("requests", "a", "500", 1, 40)));
        totals.add(List.of(series("requests", "a", "200", 2, 510, 3, 7), series("requests", "a", "500", 2, 40, 3, 1)));

        assertThat(requests()).isEqualTo(10 + 7 + 1);
        assertThat(errors()).isEqualTo(1);
    }

    /** Its errors have overtaken those of before while its requests have not; both are of the new process. */
    @Test
    void takesAllCountersOfARestartedServerFromZero() {
        totals.add(List.of(series("requests", "a", "200", 1, 500), series("requests", "a", "500", 1, 2)));
        totals.add(List.of(series("requests", "a", "200", 2, 300), series("requests", "a", "500", 2, 12)));

        assertThat(errors()).isEqualTo(12);
        assertThat(requests()).isEqualTo(312);
    }

    @Test
    void knowsARestartByItsTimeWhenEveryCounterHasCaughtUp() {
        totals.add(List.of(series("requests", "a", "200", 1, 5), series(CounterTotals.START_TIME, "a", "", 1, 1000)));
        totals.add(List.of(series("requests", "a", "200", 9, 50), series(CounterTotals.START_TIME, "a", "", 9, 1008)));

        assertThat(requests()).isEqualTo(50);
    }

    @Test
    void countsACounterThatComesBackAfterARestartFromZero() {
        totals.add(List.of(series("requests", "a", "200", 1, 100), series("requests", "a", "500", 1, 4)));
        totals.add(List.of(series("requests", "a", "200", 2, 3)));
        totals.add(List.of(series("requests", "a", "200", 3, 9), series("requests", "a", "500", 3, 6)));

        assertThat(errors()).isEqualTo(6);
    }

    /** Its fall is that of the restart which was seen already; the others have not fallen again. */
    @Test
    void takesACounterThatComesBackForNoSecondRestart() {
        totals.add(List.of(series("requests", "a", "200", 1, 100, 2, 3, 3, 900), series("requests", "a", "500", 1, 40)));
        totals.add(List.of(series("requests", "a", "200", 4, 950), series("requests", "a", "500", 4, 6)));

        assertThat(errors()).isEqualTo(6);
        assertThat(requests()).isEqualTo(56);
    }

    @Test
    void countsANewCounterOfAKnownServerFromZero() {
        totals.add(List.of(series("requests", "a", "200", 1, 100)));
        totals.add(List.of(series("requests", "a", "200", 2, 110), series("requests", "a", "500", 2, 3)));

        assertThat(errors()).isEqualTo(3);
    }

    @Test
    void takesNoHistoryOfAServerThatWasScrapedLate() {
        totals.add(List.of(series("requests", "a", "200", 1, 100)));
        totals.add(List.of(series("requests", "a", "200", 2, 110), series("requests", "b", "500", 2, 90_000, 3, 90_001)));

        assertThat(errors()).isEqualTo(1);
    }

    @Test
    void countsServersThatWereStartedMeanwhileFromZero() {
        CounterTotals young = new CounterTotals(true);
        young.add(List.of());
        young.add(List.of(series("requests", "b", "500", 2, 3, 3, 5)));

        assertThat(young.totals().sum("requests")).isEqualTo(5);
    }

    @Test
    void losesNothingInAGapOfScrapes() {
        totals.add(List.of(series("requests", "a", "200", 1, 100)));
        totals.add(List.of());
        totals.add(List.of(series("requests", "a", "200", 1, 100)));
        totals.add(List.of(series("requests", "a", "200", 90, 190)));

        assertThat(requests()).isEqualTo(90);
    }

    @Test
    void leavesOutWhatIsNoCount() {
        totals.add(List.of(series("requests", "a", "200", 1, 100)));
        totals.add(List.of(series("requests", "a", "200", 2, Double.NaN, 3, Double.POSITIVE_INFINITY, 4, -1, 5, 104)));

        assertThat(requests()).isEqualTo(4);
    }

    /** Servers that restart at random, scraped with overlap: the totals are what was done since the first look. */
    @Property(tries = 100)
    void isExactWhateverRestarts(@ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        CounterTotals counted = new CounterTotals(false);
        List<Sample> scraped = new ArrayList<>();
        List<Sample> starts = new ArrayList<>();
        double value = random.nextInt(100);
        double start = 0;
        double done = 0;
        int looked = 0;
        for (int time = 1; time <= 60; time++) {
            if (random.nextInt(8) == 0) {
                value = 0;
                start = time;
            }
            int more = random.nextInt(50);
            value += more;
            done += time == 1 ? 0 : more;
            scraped.add(new Sample(time, value));
            starts.add(new Sample(time, start));
            if (time == 1 || random.nextInt(3) == 0 || time == 60) {
                int since = Math.max(0, looked - random.nextInt(5));
                counted.add(List.of(
                        new Series(Map.of("__name__", "requests", "instance", "a"), scraped.subList(since, scraped.size())),
                        new Series(Map.of("__name__", CounterTotals.START_TIME, "instance", "a"), starts.subList(since, starts.size()))));
                looked = scraped.size();
            }
        }
        assertThat(counted.totals().sum("requests")).isEqualTo(done);
    }
}
