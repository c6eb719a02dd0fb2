package io.jenkins.plugins.mlcd.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.mlcd.record.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The language of filters, by the same cases as the script's ({@code FilterInBrowser} of PagesInBrowserIT). */
class TrialFilterTest {

    private static final Path CASES = Path.of("src/test/resources/view/filters.json");

    private static JsonNode cases() throws IOException {
        return Json.read(CASES, JsonNode.class);
    }

    private static List<TrialRow> trials() throws IOException {
        Dictionary dictionary = new Dictionary();
        StudyIndex study = new StudyIndex(1, "digits", Path.of("none"), dictionary);
        study.event("defined", Json.parseObject("{\"definition\":{\"metric\":\"accuracy\",\"direction\":\"maximize\"}}"));
        for (JsonNode trial : cases().path("trials")) {
            ObjectNode event = trial.deepCopy();
            event.set("trial", trial.get("number"));
            study.event("asked", event);
            study.event("resources", event);
            study.event(trial.path("state").asText().equals("complete") ? "told" : trial.path("state").asText(), event);
        }
        return study.rows();
    }

    static List<Arguments> kept() throws IOException {
        List<Arguments> list = new ArrayList<>();
        cases().path("cases").forEach(one -> list.add(Arguments.of(one.get(0).asText(), one.get(1))));
        return list;
    }

    static List<Arguments> wrong() throws IOException {
        List<Arguments> list = new ArrayList<>();
        cases().path("errors").forEach(one -> list.add(Arguments.of(one.get(0).asText(), one.get(1).asText())));
        return list;
    }

    @ParameterizedTest
    @MethodSource("kept")
    void keepsWhatItSays(String filter, JsonNode numbers) throws IOException {
        List<Integer> expected = new ArrayList<>();
        numbers.forEach(number -> expected.add(number.asInt()));
        assertThat(trials().stream().filter(TrialFilter.parse(filter)).map(row -> row.number)).containsExactlyElementsOf(expected);
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void saysWhatIsWrong(String filter, String message) {
        assertThatThrownBy(() -> TrialFilter.parse(filter)).isInstanceOf(IllegalArgumentException.class).hasMessageContaining(message);
    }

    @Test
    void refusesWhatIsTooLongOrTooDeep() {
        assertThatThrownBy(() -> TrialFilter.parse("x".repeat(2_001))).hasMessageContaining("at most 2000 characters");
        assertThatThrownBy(() -> TrialFilter.parse("(".repeat(60) + "x" + ")".repeat(60))).hasMessageContaining("more than 40 brackets");
    }

    @Property(tries = 500)
    void isAFilterOrAnIllegalArgumentWhateverIsTyped(@ForAll @CharRange(from = ' ', to = '~') @StringLength(max = 40) String text) throws IOException {
        try {
            List<TrialRow> trials = trials();
            assertThat(trials.stream().filter(TrialFilter.parse(text)).count()).isBetween(0L, (long) trials.size());
        } catch (IllegalArgumentException e) {
            assertThat(e).hasMessageContaining("filter");
        }
    }
}
