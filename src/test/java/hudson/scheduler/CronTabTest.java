package hudson.scheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Schedules as cron and Jenkins write them. */
class CronTabTest {

    /** A Tuesday. */
    private static Calendar at(int hour, int minute) {
        return new GregorianCalendar(2026, Calendar.NOVEMBER, 24, hour, minute);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"* * * * *|true", "30 4 * * *|true", "29 4 * * *|false", "*/15 * * * *|true", "*/7 * * * *|false", "0-30/10 4-6 * * *|true",
        "30 4 24 11 *|true", "30 4 23 * *|false", "30 4 * * 2|true", "30 4 * * 1,3|false", "10/20 * * * *|true", "@hourly|false"})
    void matchesTheMinutesThatItNames(String schedule, boolean matches) {
        assertThat(CronTabList.create("# comment\n\n" + schedule).check(at(4, 30))).isEqualTo(matches);
    }

    @Test
    void takesSundayAsSevenToo() {
        Calendar sunday = new GregorianCalendar(2026, Calendar.NOVEMBER, 22, 0, 0);
        assertThat(CronTabList.create("0 0 * * 7").check(sunday)).isTrue();
        assertThat(CronTabList.create("0 0 * * 0").check(sunday)).isTrue();
    }

    @Test
    void spreadsByTheNameAndKeepsToItsHour() {
        CronTabList train = CronTabList.create("H 3 * * *", Hash.from("train"));
        List<Integer> minutes = new ArrayList<>();
        for (int minute = 0; minute < 60; minute++) {
            if (train.check(at(3, minute))) {
                minutes.add(minute);
            }
            assertThat(train.check(at(4, minute))).isFalse();
        }
        assertThat(minutes).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"60 * * * *|'60' is no minute (0 to 59)", "* * * *|five fields", "* 5-3 * * *|'5-3' is no hour", "x * * * *|'x' is no minute",
        "* * 0 * *|'0' is no day of month", "*/0 * * * *|'*/0' is no minute"})
    void saysWhichFieldIsWrong(String schedule, String message) {
        assertThatThrownBy(() -> CronTabList.create(schedule)).isInstanceOf(IllegalArgumentException.class).hasMessageContaining(message);
    }
}
