package io.jenkins.plugins.mlcd.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.mlcd.browser.Browser;
import io.jenkins.plugins.mlcd.browser.ReportFiles;
import io.jenkins.plugins.mlcd.record.BuildLayout;
import io.jenkins.plugins.mlcd.record.Json;
import io.jenkins.plugins.mlcd.validate.BenchmarkResult;
import io.jenkins.plugins.mlcd.validate.Check;
import io.jenkins.plugins.mlcd.validate.Gate;
import io.jenkins.plugins.mlcd.validate.RunOutput;
import io.jenkins.plugins.mlcd.validate.ValidationJson;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;

/** The gate's part of a report, with slices that failed and slices that were found, in a real browser. */
class GateInBrowserIT {

    private static final List<String> CHECKS = List.of("accuracy >= 0.7", "accuracy[slice=writer:*] >= 0.9");

    @TempDir
    private Path directory;

    @Test
    void drawsTheWorstSlicesAndHasATableOfTheSameFactsBelowThem() throws IOException {
        URI report = ReportFiles.write(directory.resolve("report.html"), document());
        try (Browser browser = Browser.start()) {
            for (boolean dark : List.of(false, true)) {
                browser.screen(1280, 900, dark).open("about:blank");
                browser.open(report + "#build-1");
                browser.requireSound();
                browser.screenshot("gate-slices" + (dark ? "-dark" : "-light"), 1280);
            }
            WebElement chart = browser.driver().findElement(By.xpath("//figure[.//*[contains(text(), 'Worst slices of old')]]"));
            assertThat(chart.findElements(By.tagName("canvas"))).hasSize(1);
            chart.findElement(By.tagName("summary")).click();
            assertThat(chart.findElements(By.cssSelector("details[open] tbody tr"))).singleElement()
                    .satisfies(row -> assertThat(row.getText()).startsWith("writer:<b>0 500 0.666"));
            WebElement slices = browser.driver().findElement(By.cssSelector("table[aria-label='Slices of accuracy[slice=writer:*] >= 0.9']"));
            assertThat(slices.findElements(By.cssSelector("tbody tr"))).hasSize(4);
            assertThat(slices.findElement(By.cssSelector("tbody tr")).getText()).contains("<b>0").contains("FAIL");
            assertThat(browser.driver().findElement(By.tagName("main")).getText()).doesNotContain("[object Object]", "undefined", "NaN");
        }
    }

    private ObjectNode document() throws IOException {
        List<Check> checks = Check.parseAll(CHECKS, List.of("old"));
        BenchmarkResult result = BenchmarkResult.read("old", new Predictions(), Optional.empty(), checks);
        Path build = directory.resolve("1");
        Json.write(new BuildLayout(build).validation(), ValidationJson.of(new Gate(checks, 0.95, 0.02).decide("m:1", Optional.empty(), List.of(result))));
        return JobDocument.of("digits", directory, List.of(
                new BuildFacts(1, build, "FAILURE", Instant.parse("2026-11-24T11:17:25Z"), 1000, Optional.empty())));
    }

    /** Four writers of 500 samples, of which one is right on two thirds only, and has a hostile name. */
    private static final class Predictions implements RunOutput {

        @Override
        public Optional<String> metrics() {
            return Optional.empty();
        }

        @Override
        public boolean predicted() {
            return true;
        }

        @Override
        public InputStream predictions() {
            StringBuilder lines = new StringBuilder();
            for (int i = 0; i < 2000; i++) {
                int prediction = i % 4 == 0 && i % 3 == 0 ? 2 : 1;
                lines.append("{\"id\": " + i + ", \"label\": 1, \"prediction\": " + prediction + ", \"slices\": {\"writer\": \"<b>" + i % 4 + "\"}}\n");
            }
            return new ByteArrayInputStream(lines.toString().getBytes(StandardCharsets.UTF_8));
        }
    }
}
