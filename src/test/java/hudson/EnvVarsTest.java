package hudson;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Environment variables as Jenkins treats them. */
class EnvVarsTest {

    @ParameterizedTest
    @CsvSource({"$HOME/x, /home/ada/x", "${HOME}y, /home/aday", "$$HOME, $HOME", "$NONE and ${NONE}, $NONE and ${NONE}"})
    void expandsWhatItKnows(String text, String expanded) {
        assertThat(new EnvVars("HOME", "/home/ada").expand(text)).isEqualTo(expanded);
    }

    @Test
    void overridesRemovesAndPrepends() {
        EnvVars env = new EnvVars("PATH", "/bin", "A", "1");
        env.overrideAll(Map.of("PATH+MAVEN", "/mvn", "A", ""));
        assertThat(env).containsExactly(Map.entry("PATH", "/mvn:/bin"));
    }

    @Test
    void expandsVariablesInWhateverOrderTheyCome() {
        EnvVars env = new EnvVars("ROOT", "/r");
        env.overrideExpandingAll(new LinkedHashMap<>(Map.of("C", "$B/c", "B", "${A}/b", "A", "$ROOT/a")));
        assertThat(env).containsEntry("C", "/r/a/b/c").containsEntry("B", "/r/a/b");
    }

    @Test
    void comparesNamesWithoutCase() {
        assertThat(new EnvVars("Path", "x").get("PATH")).isEqualTo("x");
    }
}
