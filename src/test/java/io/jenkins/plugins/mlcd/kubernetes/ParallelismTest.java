package io.jenkins.plugins.mlcd.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ParallelismTest {

    @ParameterizedTest(name = "{0} of {1} with {2} placed and {3} waiting: {4}")
    @CsvSource({
        "8, 8, 0, 0, 8", // nothing known yet
        "8, 8, 5, 0, 8", // three are being placed
        "8, 8, 3, 5, 4", // room for three, and one waits for the next place
        "4, 8, 3, 1, 4",
        "4, 8, 4, 0, 5", // the one that waited was placed
        "4, 8, 3, 0, 4", // one ended; it is replaced first
        "5, 8, 2, 3, 3", // others took places away
        "8, 8, 0, 8, 1", // no room at all: one waits
        "1, 8, 0, 1, 1",
        "1, 8, 1, 0, 2",
        "7, 8, 7, 0, 8",
        "8, 8, 8, 0, 8"
    })
    void followsTheRoomThatThereIs(int now, int most, int placed, int waiting, int then) {
        assertThat(new Parallelism(most, now).after(placed, waiting)).isEqualTo(new Parallelism(most, then));
    }

    @Test
    void refusesNone() {
        assertThatThrownBy(() -> Parallelism.of(0)).hasMessage("parallelism 0 must be at least 1");
    }
}
