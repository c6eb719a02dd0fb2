package io.jenkins.plugins.mlcd.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReportParserTest {

    @Test
    void readsMetricsStepAndResources() {
        Report report = ReportParser.parse("{\"step\": 3, \"accuracy\": 0.97, \"loss\": 8, \"resources\": {\"device\": \"cpu\", \"wall_seconds\": 8.1, \"bytes\": 812000000}}");
        assertThat(report.step()).isEqualTo(OptionalInt.of(3));
        assertThat(report.metrics()).isEqualTo(Map.of("accuracy", 0.97, "loss", 8.0));
        assertThat(report.resources()).isEqualTo(Map.of("device", "cpu", "wall_seconds", 8.1, "bytes", 812000000L));
    }

    @Test
    void readsWhereTheTrainerHasPutTheModel() {
        assertThat(ReportParser.parse("{\"model\": \"s3://models/digits/7\"}").model()).contains("s3://models/digits/7");
        assertThat(ReportParser.parse("{\"accuracy\": 1}").model()).isEmpty();
    }

    @Test
    void understandsWhatPythonWritesForNoNumber() {
        assertThat(ReportParser.parse("{\"loss\": NaN, \"a\": -Infinity, \"b\": 1e999}").metrics()).allSatisfy((name, value) -> assertThat(value).isNaN());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "hello                    | a report is one JSON object, but 'hello' is none",
        "[1]                      | a report is one JSON object, but '[1]' is none",
        "{\"a\": 1                | a report is one JSON object",
        "{\"a\": 1, \"a\": 2}     | a report is one JSON object",
        "{\"step\": -1}           | step -1 is not a whole number of at least 0",
        "{\"step\": 1.5}          | step 1.5 is not a whole number of at least 0",
        "{\"step\": 99999999999}  | step 99999999999 is not a whole number of at least 0",
        "{\"a\": \"x\"}           | metric a is \"x\", not a number",
        "{\"a\": null}            | metric a is null, not a number",
        "{\"a\": {}}              | metric a is {}, not a number",
        "{\"a b\": 1}             | 'a b' is not a name of a metric",
        "{\"<script>\": 1}        | '<script>' is not a name of a metric",
        "{\"model\": \"/tmp/m\"}  | model \"/tmp/m\" is not a URI such as s3://models/digits/7",
        "{\"model\": 3}           | model 3 is not a URI such as s3://models/digits/7",
        "{\"resources\": 3}       | resources is an object of at most 100 figures"
    })
    void refusesEachMisuseInOneSentence(String line, String message) {
        assertThatThrownBy(() -> ReportParser.parse(line)).isInstanceOf(IllegalArgumentException.class).hasMessageStartingWith(message);
    }

    @Test
    void limitsWhatAStrangerMaySend() {
        assertThatThrownBy(() -> ReportParser.parse("{\"a\": " + "1".repeat(20_000) + "}")).hasMessage("a report of 20007 characters is too long, the limit is 16384");
        String many = IntStream.range(0, 101).mapToObj(i -> "\"m" + i + "\": 1").collect(Collectors.joining(",", "{", "}"));
        assertThatThrownBy(() -> ReportParser.parse(many)).hasMessage("a report has at most 100 keys, this one has 101");
        assertThatThrownBy(() -> ReportParser.parse("{\"a\":".repeat(100))).isInstanceOf(IllegalArgumentException.class);
    }

    @Property
    void answersAnyLineWithAReportOrASentence(@ForAll String line) {
        try {
            ReportParser.parse(line);
        } catch (IllegalArgumentException e) {
            assertThat(e.getMessage()).isNotBlank().doesNotContain("\n");
        }
    }
}
