package io.jenkins.plugins.mlcd.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationsTest {

    @ParameterizedTest
    @CsvSource({"500ms,500", "30s,30000", "5m,300000", "2h,7200000", "1d,86400000", "1h30m,5400000", "0s,0", "' 1h 5s ',3605000"})
    void readsWhatPeopleWrite(String text, long millis) {
        assertThat(Durations.parse("interval", text)).isEqualTo(Duration.ofMillis(millis));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "5", "-5s", "1.5h", "5 minutes", "s", "PT5M", "99999999999h", "5m x"})
    void refusesWhatIsNoDurationNamingValueAndRule(String text) {
        assertThatThrownBy(() -> Durations.parse("interval", text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("interval '" + text + "' is not a duration: write numbers with a unit");
    }

    @Property
    void readsBackWhatItPrints(@ForAll @LongRange(min = 0, max = 1L << 45) long millis) {
        Duration duration = Duration.ofMillis(millis);
        assertThat(Durations.parse("d", Durations.format(duration))).isEqualTo(duration);
    }
}
