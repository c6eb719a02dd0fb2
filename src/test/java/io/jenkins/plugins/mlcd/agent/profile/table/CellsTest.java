package io.jenkins.plugins.mlcd.agent.profile.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Instant;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CellsTest {

    @ParameterizedTest
    @CsvSource(ignoreLeadingAndTrailingWhitespace = false, value = {
        "1,1", "-2.5,-2.5", "+.5,0.5", "1.,1", "1e3,1000", "' 7 ',7", "1E-2,0.01", "inf,Infinity", "-Infinity,-Infinity", "+Inf,Infinity", "NaN,NaN", "NA,NaN", "'',NaN",
        "' ',NaN", "null,NaN", "1d,", "0x1p3,", "1 2,", "e,", "-,", "1e,", "1-2,", "--1,", "infinite,", "abc,"
    })
    void readsNumbersAsPeopleWriteThem(String text, Double number) {
        assertThat(Cells.number(text)).isEqualTo(number == null ? OptionalDouble.empty() : OptionalDouble.of(number));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-01-31T12:00:00Z, 2026-01-31T12:00:00Z", "2026-01-31 12:00:00.5, 2026-01-31T12:00:00.500Z", "2026-01-31T12:00:00+02:00, 2026-01-31T10:00:00Z",
        "2026-01-31, 2026-01-31T00:00:00Z", "1769860800, 2026-01-31T12:00:00Z", "1769860800500, 2026-01-31T12:00:00.500Z", "0, 1970-01-01T00:00:00Z"
    })
    void readsTimes(String text, Instant time) throws IOException {
        assertThat(Cells.time(text, "t")).isEqualTo(time);
    }

    @ParameterizedTest
    @CsvSource({"noon", "2026-13-01", "2026-01-31T25:00:00Z", "NaN", "31.1.2026"})
    void refusesWhatIsNoTime(String text) {
        assertThatThrownBy(() -> Cells.time(text, "file line 3: 't'")).isInstanceOf(IOException.class).hasMessageStartingWith("file line 3: 't' must be a time");
    }

    @Test
    void namesOfWholeNumbersHaveNoPoint() {
        assertThat(Cells.name(3.0)).isEqualTo("3");
        assertThat(Cells.name(0.5)).isEqualTo("0.5");
        assertThat(Cells.name(" de ")).isEqualTo("de");
        assertThat(Cells.name("N/A")).isNull();
    }
}
