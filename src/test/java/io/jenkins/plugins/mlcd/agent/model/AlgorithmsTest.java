package io.jenkins.plugins.mlcd.agent.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import groovy.lang.GroovyShell;
import io.jenkins.plugins.mlcd.sweep.Range;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class AlgorithmsTest {

    static java.util.List<Algorithm> all() {
        return Algorithms.all();
    }

    @ParameterizedTest
    @MethodSource("all")
    void isFoundByItsNameAndAcceptsItsOwnDefaults(Algorithm algorithm) {
        Settings settings = Settings.of(algorithm, Map.of());

        assertThat(Algorithms.named(algorithm.name())).isSameAs(algorithm);
        assertThat(settings.values().keySet()).containsExactlyElementsOf(algorithm.parameters().stream().map(Parameter::name).toList());
        settings.values().forEach((name, value) -> assertThat(Settings.of(algorithm, Map.of(name, value.toString())).values()).containsEntry(name, value));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            convnet | lr    | 0.01 | 0.01
            convnet | lr    | 1e-3 | 0.001
            convnet | batch | 128  | 128
            convnet | batch | 64.0 | 64
            xgboost | depth | 6    | 6
            """)
    void readsValuesAsPeopleWriteThem(String algorithm, String name, String text, double value) {
        assertThat(Settings.of(Algorithms.named(algorithm), Map.of(name, text)).real(name)).isEqualTo(value);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            convnet | lr      | fast | lr must be a number from 1.0E-6 to 1, but is 'fast'
            convnet | lr      | 0    | lr must be a number from 1.0E-6 to 1, but is '0'
            convnet | lr      | NaN  | lr must be a number from 1.0E-6 to 1, but is 'NaN'
            convnet | batch   | 1.5  | batch must be a whole number from 1 to 4096, but is '1.5'
            convnet | dropout | -0.1 | dropout must be a number from 0 to 0.9, but is '-0.1'
            mlp     | depth   | 3    | mlp has no parameter 'depth'; its parameters are hidden, dropout, lr, batch, epochs, shift
            """)
    void refusesAWrongValueWithTheRuleAndAnUnknownParameterWithTheList(String algorithm, String name, String text, String message) {
        assertThatThrownBy(() -> Settings.of(Algorithms.named(algorithm), Map.of(name, text))).hasMessage(message);
    }

    private static void accepts(Algorithm algorithm, String parameter, Object range) {
        for (double position : new double[] {0, 0.5, Math.nextDown(1.0)}) {
            String value = Range.parse(range).at(position).toString();
            assertThatCode(() -> Settings.of(algorithm, Map.of(parameter, value))).doesNotThrowAnyException();
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void acceptsWhatItsSuggestedRangesHold(Algorithm algorithm) {
        algorithm.parameters().stream()
                .filter(parameter -> !parameter.range().isEmpty())
                .forEach(parameter -> accepts(algorithm, parameter.name(), parameter.range()));
    }

    @Test
    void acceptsWhatTheDocumentedSpacesHold() throws IOException {
        String page = Files.readString(Path.of("docs/reference/algorithms.md"));
        String snippet = page.substring(page.indexOf("algorithms: [") + "algorithms: ".length(), page.indexOf("```", page.indexOf("algorithms: [")));
        Map<?, ?> spaces = (Map<?, ?>) new GroovyShell().evaluate(snippet);

        assertThat(spaces).hasSize(5);
        spaces.forEach((name, space) ->
                ((Map<?, ?>) space).forEach((parameter, range) -> accepts(Algorithms.named(name.toString()), parameter.toString(), range)));
    }

    @Test
    void listsTheAlgorithmsWhenOneIsUnknown() {
        assertThatThrownBy(() -> Algorithms.named("convent"))
                .hasMessage("there is no algorithm 'convent'; there are convnet, mlp, vgg-small, resnet-small, xgboost, transfer");
    }
}
