package io.jenkins.plugins.mlcd.jenkins;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The forms of administrators are in English and German: each text that a view marks as one has its translation, and no translation is left over. */
class LocalisationTest {

    private static final Path VIEWS = Path.of("src/main/resources/io/jenkins/plugins/mlcd/jenkins");
    private static final Pattern TEXT = Pattern.compile("\\$\\{%([^}]+)}");
    private static final Pattern UNMARKED = Pattern.compile("\\b(?:title|header|add|addCaption|progress)=\"[A-Za-z][^\"$]*\"");
    private static final List<String> OF_ADMINISTRATORS = List.of("config", "webhook", "notify", "models", "triggers");

    private static List<Path> views() throws IOException {
        try (Stream<Path> tree = Files.walk(VIEWS)) {
            return tree.filter(file -> file.getFileName().toString().matches("config.*\\.jelly")).filter(file -> OF_ADMINISTRATORS.contains(VIEWS.relativize(file).getName(0).toString())).sorted().toList();
        }
    }

    private static Set<String> texts(Path view) throws IOException {
        Set<String> texts = new TreeSet<>();
        for (Matcher matcher = TEXT.matcher(Files.readString(view)); matcher.find(); ) {
            texts.add(matcher.group(1));
        }
        return texts;
    }

    @TestFactory
    List<DynamicTest> everyTextOfAFormIsThereInGerman() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        for (Path view : views()) {
            tests.add(DynamicTest.dynamicTest(VIEWS.relativize(view).toString(), () -> {
                assertThat(Files.readString(view)).as("texts that are not marked").doesNotContainPattern(UNMARKED);
                Path file = view.resolveSibling(view.getFileName().toString().replace(".jelly", "_de.properties"));
                if (texts(view).isEmpty()) {
                    assertThat(file).doesNotExist();
                    return;
                }
                Properties german = new Properties();
                try (Reader reader = Files.newBufferedReader(file, java.nio.charset.StandardCharsets.ISO_8859_1)) {
                    german.load(reader);
                }
                assertThat(german.stringPropertyNames()).isEqualTo(texts(view));
                assertThat(german.values()).allSatisfy(text -> assertThat((String) text).isNotBlank());
            }));
        }
        assertThat(tests).hasSizeGreaterThan(8);
        return tests;
    }
}
