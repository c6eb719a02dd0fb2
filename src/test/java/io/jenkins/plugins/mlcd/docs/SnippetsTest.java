package io.jenkins.plugins.mlcd.docs;

import static org.assertj.core.api.Assertions.assertThat;

import groovy.lang.GroovyShell;
import io.jenkins.plugins.mlcd.record.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Every fenced snippet of the README and of docs/ is at least parsed, and every link inside the project leads somewhere. */
class SnippetsTest {

    private static final Pattern FENCE = Pattern.compile("(?m)^( *)```(\\w+)\\n(.*?)^ *```$", Pattern.DOTALL);
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]+)(#[^)]*)?\\)");

    @FunctionalInterface
    private interface Parser {
        void parse(String snippet) throws Exception;
    }

    private static final Map<String, Parser> PARSERS = Map.of(
            "groovy", snippet -> new GroovyShell().parse(snippet),
            "json", snippet -> Json.mapper().readTree(snippet),
            "yaml", snippet -> new Load(LoadSettings.builder().build()).loadAllFromString(snippet).forEach(document -> {}),
            "sh", SnippetsTest::parseShell,
            "python", SnippetsTest::parsePython,
            "text", snippet -> {});

    @TestFactory
    List<DynamicTest> everySnippetParses() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        for (Map.Entry<Path, String> page : pages().entrySet()) {
            Matcher matcher = FENCE.matcher(page.getValue());
            int number = 0;
            while (matcher.find()) {
                String language = matcher.group(2);
                String snippet = matcher.group(3).replaceAll("(?m)^" + matcher.group(1), "");
                tests.add(DynamicTest.dynamicTest(page.getKey() + " snippet " + ++number + " (" + language + ")", () -> {
                    assertThat(PARSERS).as("a parser for the language of the fence").containsKey(language);
                    PARSERS.get(language).parse(snippet);
                }));
            }
        }
        assertThat(tests).isNotEmpty();
        return tests;
    }

    @Test
    void everyLinkInsideTheProjectLeadsSomewhere() throws IOException {
        List<String> dead = new ArrayList<>();
        for (Map.Entry<Path, String> page : pages().entrySet()) {
            Matcher matcher = LINK.matcher(page.getValue().replaceAll("(?s)```.*?```", "").replaceAll("`[^`\\n]*`", ""));
            while (matcher.find()) {
                Path folder = page.getKey().toAbsolutePath().getParent();
                if (Files.notExists(folder.resolve(matcher.group(1)))) {
                    dead.add(page.getKey() + ": " + matcher.group(1));
                }
            }
        }
        assertThat(dead).isEmpty();
    }

    private static Map<Path, String> pages() throws IOException {
        Map<Path, String> pages = new TreeMap<>();
        try (Stream<Path> docs = Files.walk(Path.of("docs"))) {
            for (Path page : Stream.concat(Stream.of(Path.of("README.md")), docs)
                    .filter(file -> file.toString().endsWith(".md"))
                    .toList()) {
                pages.put(page, Files.readString(page));
            }
        }
        return pages;
    }

    private static void parseShell(String snippet) throws Exception {
        check(snippet, "bash", "-n");
    }

    private static void parsePython(String snippet) throws Exception {
        check(snippet, "python3", "-c", "import ast, sys; ast.parse(sys.stdin.read())");
    }

    private static void check(String snippet, String... command) throws Exception {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try (var in = process.getOutputStream()) {
            in.write(snippet.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        }
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(new String(process.getInputStream().readAllBytes())).isZero();
    }
}
