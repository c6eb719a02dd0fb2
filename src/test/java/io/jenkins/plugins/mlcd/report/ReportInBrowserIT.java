package io.jenkins.plugins.mlcd.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.mlcd.browser.Browser;
import io.jenkins.plugins.mlcd.browser.ReportFiles;
import io.jenkins.plugins.mlcd.record.Json;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.interactions.Actions;

/** The report of a loop that was recorded by {@code mlcd run examples/Jenkinsfile}, in a real browser. */
class ReportInBrowserIT {

    private static final Path RECORDED = Path.of("src/test/resources/recorded/digits-loop");
    private static final String HOSTILE = "<img src=x onerror=\"document.title='taken'\"></script><script>document.title='taken'</script>";

    @TempDir
    private static Path directory;

    private static Browser browser;
    private static URI report;

    @BeforeAll
    static void start() throws IOException {
        browser = Browser.start();
        report = ReportFiles.write(directory.resolve("report.html"), recorded());
    }

    @AfterAll
    static void stop() {
        if (browser != null) {
            browser.close();
        }
    }

    private static ObjectNode recorded() throws IOException {
        ObjectNode cause = Json.object().put("kind", "MlCause").put("summary", "Started because digits:1 on production needs retraining");
        return JobDocument.of("digits", RECORDED, List.of(
                facts(1, "2026-11-24T11:17:25Z", Optional.of(Json.object().put("kind", "UserIdCause").put("summary", "Started by user root"))),
                facts(2, "2026-11-24T11:22:28Z", Optional.of(cause))));
    }

    private static BuildFacts facts(int number, String startedAt, Optional<ObjectNode> cause) {
        return new BuildFacts(number, RECORDED.resolve("builds").resolve(Integer.toString(number)), "UNSTABLE", Instant.parse(startedAt), 265_000, cause);
    }

    @ParameterizedTest
    @CsvSource({"1280, false", "1280, true", "390, false", "390, true"})
    void isReadableAtAnyWidthAndInBothColourSchemes(int width, boolean dark) throws IOException {
        for (String page : List.of("loop", "build-1", "build-2")) {
            browser.screen(width, 900, dark).open("about:blank");
            browser.open(report + "#" + page);
            browser.requireSound();
            assertThat(browser.driver().findElements(By.cssSelector("nav.tabs a[aria-current=page]"))).hasSize(1);
            assertThat(browser.driver().findElement(By.tagName("main")).getText()).doesNotContain("[object Object]", "undefined", "NaN", "null");
            assertThat(browser.evaluate("getComputedStyle(document.body).backgroundColor")).isEqualTo(dark ? "rgb(13, 17, 23)" : "rgb(255, 255, 255)");
            browser.screenshot("report-" + page + "-" + width + (dark ? "-dark" : "-light"), width);
        }
    }

    @Test
    void drawsEachChartAndHasATableOfTheSameFactsBelowIt() {
        browser.screen(1280, 900, false).open("about:blank");
        browser.open(report + "#build-2");
        List<WebElement> charts = browser.driver().findElements(By.cssSelector("figure .canvas"));
        assertThat(charts).hasSizeGreaterThanOrEqualTo(8);
        for (WebElement chart : charts) {
            await(chart.getAttribute("aria-label")).until(() -> !chart.findElements(By.tagName("canvas")).isEmpty());
            WebElement figure = chart.findElement(By.xpath("./ancestor::figure"));
            figure.findElement(By.tagName("summary")).click();
            assertThat(figure.findElements(By.cssSelector("details[open] tbody tr"))).as(chart.getAttribute("aria-label")).isNotEmpty();
        }
    }

    @Test
    void sortsAndFiltersTheTrials() {
        browser.screen(1280, 900, false).open("about:blank");
        browser.open(report + "#build-1");
        WebElement search = browser.driver().findElement(By.cssSelector("input[type=search]"));
        WebElement table = search.findElement(By.xpath("./ancestor::div[@class='grid']//table"));
        int all = table.findElements(By.cssSelector("tbody tr")).size();
        search.sendKeys("xgboost pruned");
        List<WebElement> kept = table.findElements(By.cssSelector("tbody tr"));
        assertThat(kept).hasSizeBetween(1, all - 1).allSatisfy(row -> assertThat(row.getText()).contains("xgboost").containsIgnoringCase("pruned"));

        for (String order : List.of("ascending", "descending")) {
            table.findElement(By.cssSelector("thead th button")).sendKeys(Keys.ENTER);
            await(order).ignoreExceptions().until(() -> table.findElement(By.cssSelector("thead th")).getAttribute("aria-sort").equals(order));
            assertThat(browser.driver().switchTo().activeElement().getText()).isEqualTo("trial");
        }
    }

    @Test
    void isWalkedThroughWithTheKeyboard() {
        browser.screen(1280, 900, false).open("about:blank");
        browser.open(report.toString());
        for (int i = 0; i < 3; i++) {
            new Actions(browser.driver()).sendKeys(Keys.TAB).perform();
        }
        assertThat(browser.driver().switchTo().activeElement().getText()).isEqualTo("Build 2");
        browser.driver().switchTo().activeElement().sendKeys(Keys.ENTER);
        assertThat(browser.driver().findElement(By.cssSelector("nav.tabs a[aria-current=page]")).getText()).isEqualTo("Build 2");
    }

    @Test
    void showsWhatATrialOrAnAgentWroteAsText() throws IOException {
        String text = Json.line(recorded());
        for (String word : List.of("\"convnet\"", "\"dropout\"", "\"unexpectedValues\"", "\"drifted\"", "\"digits:1\"", "\"ink\"", "\"UNSTABLE\"")) {
            assertThat(text).contains(word);
            text = text.replace(word, Json.line(HOSTILE + word.replace("\"", "")));
        }
        URI hostile = ReportFiles.write(directory.resolve("hostile.html"), Json.parseObject(text));
        for (String page : List.of("loop", "build-1", "build-2")) {
            browser.screen(1280, 900, false).open("about:blank");
            browser.open(hostile + "#" + page);
            assertThat(browser.driver().findElements(By.tagName("img"))).isEmpty();
            assertThat(browser.driver().getTitle()).isEqualTo("digits · mlcd report");
            assertThat(browser.driver().findElement(By.tagName("main")).getText()).contains("<img src=x");
            browser.requireSound();
        }
    }
}
