package io.jenkins.plugins.mlcd.embedded.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jenkins.plugins.mlcd.browser.Browser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;

/** The pages of {@code mlcd ui} over a loop that {@code mlcd run examples/Jenkinsfile} recorded, in a real browser. */
class PagesInBrowserIT {

    private static final Path RECORDED = Path.of("src/test/resources/recorded/digits-loop");
    private static final String HOSTILE = "<img src=x onerror=\"document.title='taken'\">";

    /** Every page, by a name for its picture, and a text that is there when it is drawn. */
    private static final List<String[]> PAGES = List.of(
            new String[] {"models", "/ml-models/", "digits:2"},
            new String[] {"job", "/job/digits/mlcd/", "Production timeline"},
            new String[] {"compare", "/job/digits/mlcd/compare?trials=1.digits.7,1.digits.12,2.digits.52,2.digits.3", "Only what differs"},
            new String[] {"compare-none", "/job/digits/mlcd/compare", "Choose trials below"},
            new String[] {"run", "/job/digits/2/mlcd/", "Parameter importance"},
            new String[] {"run-model", "/job/digits/2/mlcd/#model", "Where it came from"},
            new String[] {"run-data", "/job/digits/2/mlcd/#data", "Class balance"},
            new String[] {"run-gate", "/job/digits/2/mlcd/#gate", "Checks with their intervals"},
            new String[] {"run-canary", "/job/digits/2/mlcd/#canary", "Canary staircase"},
            new String[] {"run-monitor", "/job/digits/2/mlcd/#monitor", "Drift by feature"},
            new String[] {"empty-job", "/job/new/mlcd/", "No build of this job has registered"},
            new String[] {"empty-run", "/job/new/1/mlcd/", "has recorded no machine-learning step"},
            new String[] {"files", "/job/digits/2/artifact/", "report"});

    @TempDir
    private static Path home;

    private static LoopbackServer server;
    private static Browser browser;

    @BeforeAll
    static void start() throws IOException {
        copy(RECORDED, home.resolve("jobs/digits"), "", "");
        copy(RECORDED, home.resolve("jobs/hostile"), "\"convnet\"", "\"" + HOSTILE.replace("\"", "\\\"") + "\"");
        save("digits", 1, "UNSTABLE", 1_764_000_000_000L);
        save("digits", 2, "SUCCESS", 1_764_000_600_000L);
        save("hostile", 1, "SUCCESS", 1_764_000_000_000L);
        save("hostile", 2, "SUCCESS", 1_764_000_000_000L);
        save("new", 1, "SUCCESS", 1_764_000_000_000L);
        Path archive = Files.createDirectories(home.resolve("jobs/digits/builds/2/archive"));
        Files.writeString(archive.resolve("report.txt"), "text");
        Files.writeString(archive.resolve("<b>bold.txt"), HOSTILE);
        Files.writeString(archive.resolve("page.html"), "<script>document.title='taken'</script>");
        Files.writeString(home.resolve("jobs/digits/builds/2/log"), HOSTILE + "\n");
        server = LoopbackServer.start(0, new PageRoutes(home, InstantSource.system()));
        browser = Browser.start();
    }

    @AfterAll
    static void stop() {
        if (browser != null) {
            browser.close();
        }
        if (server != null) {
            server.close();
        }
    }

    private static void save(String job, int build, String result, long at) throws IOException {
        Path directory = Files.createDirectories(home.resolve("jobs").resolve(job).resolve("builds").resolve(Integer.toString(build)));
        Files.writeString(directory.resolve("build.xml"), "<?xml version='1.1' encoding='UTF-8'?>\n<flow-build><actions><x><result>FAILURE</result></x></actions>"
                + "<timestamp>" + at + "</timestamp><result>" + result + "</result><duration>265000</duration></flow-build>");
    }

    private static void copy(Path from, Path to, String word, String by) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                Files.createDirectories(target.getParent());
                String text = Files.readString(file);
                Files.writeString(target, word.isEmpty() ? text : text.replace(word, by).replace("\"dropout\"", by).replace("\"unexpectedValues\"", by).replace("\"ink\"", by).replace("digits-2", "<i>x"));
            }
        }
    }

    private static void open(String address, String wanted) {
        browser.open("about:blank");
        browser.open(server.address() + address);
        await(address).atMost(Duration.ofSeconds(10)).pollInterval(Duration.ofMillis(50)).until(() -> {
            String text = text();
            return text.contains(wanted) && !text.contains("Reading ") && !text.contains("Loading");
        });
    }

    private static String text() {
        return String.valueOf(browser.evaluate("document.body.innerText"));
    }

    @ParameterizedTest
    @CsvSource({"1280, false", "1280, true", "390, false", "390, true"})
    void everyPageIsReadableAtAnyWidthAndInBothColourSchemes(int width, boolean dark) throws IOException {
        for (String[] page : PAGES) {
            browser.screen(width, 900, dark);
            open(page[1], page[2]);
            browser.requireSound();
            String text = browser.driver().findElement(By.tagName("main")).getText();
            assertThat(text).as(page[0]).doesNotContain("[object ", "undefined", "NaN", "null");
            assertThat(browser.evaluate("getComputedStyle(document.body).backgroundColor")).isEqualTo(dark ? "rgb(13, 17, 23)" : "rgb(255, 255, 255)");
            browser.screenshot("page-" + page[0] + "-" + width + (dark ? "-dark" : "-light"), width);
        }
    }
}
