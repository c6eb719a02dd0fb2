package io.jenkins.plugins.mlcd.prometheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.regex.Pattern;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QueryTemplateTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '^', value = {
        "sum(up)                          | x             | sum(up)",
        "up{v=\"{{version}}\"}            | digits:42     | up{v=\"digits:42\"}",
        "up{v = '{{ version }}'}          | digits:42     | up{v = 'digits:42'}",
        "up{v!=\"a-{{version}}-b\"}       | x             | up{v!=\"a-x-b\"}",
        "up{v=\"{{version}}\"}            | a\"} or up{b=\"c | up{v=\"a\\\"} or up{b=\\\"c\"}",
        "up{v='{{version}}'}              | a\"'b\\       | up{v='a\"\\'b\\\\'}",
        "up{v=~\"{{version}}-.*\"}        | a.b(c         | up{v=~\"a\\\\.b\\\\(c-.*\"}",
        "up{a=`{`,v=\"{{version}}\"}      | x             | up{a=`{`,v=\"x\"}",
    })
    void fillsNamesInAsText(String query, String version, String expected) {
        assertThat(new QueryTemplate(query).fill(Map.of("version", version))).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{{version}}_total", "up{v={{version}}}", "up{v=`{{version}}`}", "label_replace(up, \"a\", \"{{version}}\", \"b\", \"c\")", "up{v=\"{{version}}", " "})
    void refusesAPlaceholderWhereNothingCanBeFilledInSafely(String query) {
        assertThatThrownBy(() -> new QueryTemplate(query)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void namesAnUnknownPlaceholderAndTheKnownOnes() {
        assertThatThrownBy(() -> new QueryTemplate("up{v=\"{{verison}}\"}").fill(Map.of("version", "1", "namespace", "n")))
                .hasMessageEndingWith("has the placeholder {{verison}}; known are [namespace, version]");
    }

    /** Whatever the name is, the string ends where it ended, and says the name and nothing else. */
    @Property(tries = 300)
    void noNameChangesTheQuery(@ForAll String name) {
        String filled = new QueryTemplate("up{v=~\"{{version}}\",w=\"1\"}").fill(Map.of("version", name));

        String string = filled.substring("up{v=~\"".length(), filled.length() - "\",w=\"1\"}".length());
        String read = unquoted(string);
        assertThat(Pattern.compile(read, Pattern.DOTALL).matcher(name).matches()).isTrue();
    }

    /** A text between double quotes, as Go reads it; fails at a quote that would end it. */
    private static String unquoted(String text) {
        StringBuilder read = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            assertThat(c).isNotEqualTo('"');
            if (c != '\\') {
                read.append(c);
            } else if (text.charAt(++i) == 'x') {
                read.append((char) Integer.parseInt(text.substring(i + 1, i + 3), 16));
                i += 2;
            } else {
                assertThat(text.charAt(i)).isIn('\\', '"');
                read.append(text.charAt(i));
            }
        }
        return read.toString();
    }
}
