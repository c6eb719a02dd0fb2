package io.jenkins.plugins.mlcd.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.jenkins.plugins.mlcd.record.Json;
import io.jenkins.plugins.mlcd.record.Times;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class StudyEventReaderTest {

    private static final Instant AT = Instant.parse("2026-01-01T00:00:00.123456789Z");

    private static StudyEvent read(String line) throws Exception {
        byte[] bytes = ("{}\n" + line + "\n").getBytes(StandardCharsets.UTF_8);
        return StudyEventReader.read(bytes, 3, bytes.length - 4);
    }

    static Stream<StudyEvent> events() {
        Map<String, Double> broken = new HashMap<>(Map.of("loss", Double.NaN, "accuracy", 0.5));
        return Stream.of(
                new StudyEvent.Defined(AT, Json.object().put("study", "s")),
                new StudyEvent.Asked(AT, 7, "net", Map.of("lr", 1e-4, "width", 8L, "act", "relu \"x\" ä", "bias", true), 12, "w"),
                new StudyEvent.Asked(AT, 7, "", Map.of("big", 1L << 60), Integer.MAX_VALUE, "w"),
                new StudyEvent.Reported(AT, 0, 3, Map.of("accuracy", 0.25, "loss", -1e300)),
                new StudyEvent.Reported(AT, 0, -3, broken),
                new StudyEvent.Told(AT, 1, 0.5, Map.of("accuracy", 0.5)),
                new StudyEvent.Told(AT, 1, Double.POSITIVE_INFINITY, Map.of()),
                new StudyEvent.Pruned(AT, 2, OptionalInt.of(4), OptionalDouble.of(0.1), "below"),
                new StudyEvent.Pruned(AT, 2, OptionalInt.empty(), OptionalDouble.empty(), ""),
                new StudyEvent.Failed(AT, 2, "out of memory"),
                new StudyEvent.Model(AT, 2, "models/2", 10, 1),
                new StudyEvent.Ended(AT, EndState.COMPLETED, "done", OptionalInt.of(1)));
    }

    @ParameterizedTest
    @MethodSource("events")
    void readsWhatIsWritten(StudyEvent event) throws Exception {
        assertThat(read(Json.mapper().writerFor(StudyEvent.class).writeValueAsString(event))).isEqualTo(event);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "{'at':'2026-01-01T00:00:00Z','trial':1,'event':'told','value':1,'metrics':{}}",
        "{ 'event' : 'told', 'trial' : 1, 'value' : 1.5, 'metrics' : {'a' : 1}, 'at' : '2026-01-01T00:00:00Z', 'later' : {'x': [1]}}",
        "{'event':'told','at':'2026-01-01T01:00:00+01:00','trial':1,'value':'2','metrics':{'a':'3'}}",
        "{'event':'reported','at':'2026-01-01T00:00:00Z','trial':1,'step':1,'metrics':{'a':'NaN','b':2}}",
        "{'event':'unheard-of','x':1}",
        "{'event':'told'}",
    })
    void readsOtherFormsAsTheBindingDoes(String line) throws Exception {
        String json = line.replace('\'', '"');
        assertThat(read(json)).isEqualTo(Json.mapper().readerFor(StudyEvent.class).readValue(json));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{'event':'told','at':'2026-01-01T00:00:00Z','trial':1,'value':", "{'event':'told','at':'x'}", "x", "{'event':'told','trial':'one'}"})
    void refusesWhatIsNoEvent(String line) {
        assertThatThrownBy(() -> read(line.replace('\'', '"'))).isInstanceOf(JsonProcessingException.class);
    }

    @Property(tries = 300)
    void readsEveryTime(@ForAll @LongRange(min = -62_167_219_200L, max = 253_402_300_799L) long second, @ForAll @LongRange(min = 0, max = 999_999_999) long nano) {
        for (long nanos : new long[] {0, nano, nano / 1_000 * 1_000, nano / 1_000_000 * 1_000_000}) {
            Instant instant = Instant.ofEpochSecond(second, nanos);
            char[] text = ("x" + instant).toCharArray();
            assertThat(Times.instant(text, 1, text.length - 1)).isEqualTo(instant);
        }
    }

    @Test
    void knowsNoOtherTime() {
        for (String text : new String[] {"2026-13-01T00:00:00Z", "2026-02-30T00:00:00Z", "2026-01-01T24:00:00Z", "2026-01-01T00:00:00", "2026-01-01T00:00:00.Z",
            "2026-01-01T00:00:00.1234567890Z", "2026-01-01 00:00:00Z", "+12026-01-01T00:00:00Z", "Z", "", "2026-01-01T00:00:00,5Z"}) {
            assertThat(Times.instant(text.toCharArray(), 0, text.length())).as(text).isNull();
        }
    }
}
