package io.jenkins.plugins.mlcd.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class AimsTest {

    private final StringWriter text = new StringWriter();
    private final PrintWriter out = new PrintWriter(text);

    @Test
    void printsALineForEachAimAndPassesWhenAllAreReached() {
        Aims aims = new Aims();
        aims.atMost("latency_ms", 0.51234, 1);
        aims.atLeast("ratio", 3, 2.5);

        assertThat(aims.conclude(out)).isZero();
        assertThat(text.toString().lines()).containsExactly("aim latency_ms 0.5123 <=1 pass", "aim ratio 3 >=2.500 pass");
    }

    @Test
    void failsWhenOneIsMissedOrHasNoValue() {
        Aims aims = new Aims();
        aims.atLeast("ratio", 0.9, 1);
        assertThat(aims.conclude(out)).isEqualTo(1);

        Aims none = new Aims();
        none.atMost("latency_ms", Double.NaN, 1);
        assertThat(none.conclude(out)).isEqualTo(1);
    }

    @Test
    void alignsTheColumnsOfATable() {
        new Table("name", "value").row("a", 1.5).row("longer", 10).print(out);
        assertThat(text.toString().lines()).containsExactly("name    value", "a       1.500", "longer     10", "");
    }
}
