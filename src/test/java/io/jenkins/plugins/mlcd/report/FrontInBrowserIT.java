package io.jenkins.plugins.mlcd.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.mlcd.browser.Browser;
import io.jenkins.plugins.mlcd.browser.ReportFiles;
import io.jenkins.plugins.mlcd.record.BuildLayout;
import io.jenkins.plugins.mlcd.sweep.Ask;
import io.jenkins.plugins.mlcd.sweep.Direction;
import io.jenkins.plugins.mlcd.sweep.Limits;
import io.jenkins.plugins.mlcd.sweep.ModelPolicy;
import io.jenkins.plugins.mlcd.sweep.NoPruner;
import io.jenkins.plugins.mlcd.sweep.Objective;
import io.jenkins.plugins.mlcd.sweep.RandomSampler;
import io.jenkins.plugins.mlcd.sweep.Report;
import io.jenkins.plugins.mlcd.sweep.SearchSpace;
import io.jenkins.plugins.mlcd.sweep.Study;
import io.jenkins.plugins.mlcd.sweep.StudyDefinition;
import io.jenkins.plugins.mlcd.sweep.Trial;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;

/** The Pareto front of a study with three metrics, as the engine finds it and as the page does. */
class FrontInBrowserIT {

    private static final int TRIALS = 60;

    @TempDir
    private Path directory;

    /** Accuracies of two decimals and latencies of whole milliseconds, so that some are equal. */
    private List<Trial> sweep(Path build) throws IOException {
        StudyDefinition definition = new StudyDefinition("digits",
                List.of(new Objective("accuracy", Direction.MAXIMIZE), new Objective("latency_ms", Direction.MINIMIZE), new Objective("bytes", Direction.MINIMIZE)),
                Map.of("convnet", SearchSpace.parse(Map.of("width", "1..32")), "mlp", SearchSpace.parse(Map.of("hidden", "1..64"))),
                new RandomSampler(7), new NoPruner(), Limits.trials(TRIALS), ModelPolicy.BEST);
        Path file = new BuildLayout(build).study("digits");
        Files.createDirectories(file.getParent());
        SplittableRandom random = new SplittableRandom(1);
        try (Study study = Study.open(file, definition, InstantSource.fixed(Instant.parse("2026-11-24T11:00:00Z")), Study.Orphans.LOST)) {
            while (study.ask("1") instanceof Ask.Run run) {
                double size = random.nextDouble();
                double accuracy = Math.rint(100 * (0.8 + 0.15 * size + 0.04 * random.nextDouble())) / 100;
                Map<String, Double> metrics = Map.of("accuracy", accuracy, "latency_ms", Math.rint(2 + 20 * size * random.nextDouble()), "bytes", Math.rint(1e5 * (1 + size)));
                study.report(run.trial().number(), 1, new Report(OptionalInt.of(1), metrics, Map.of(), Optional.empty()));
                study.tell(run.trial().number(), 1);
            }
            return study.front();
        }
    }

    @Test
    void showsTheFrontThatTheEngineFinds() throws IOException {
        Path build = directory.resolve("1");
        List<Trial> front = sweep(build);
        assertThat(front).hasSizeBetween(3, TRIALS - 10);
        URI report = ReportFiles.write(directory.resolve("report.html"), JobDocument.of("digits", directory, List.of(
                new BuildFacts(1, build, "SUCCESS", Instant.parse("2026-11-24T11:00:00Z"), 1000, Optional.empty()))));
        try (Browser browser = Browser.start()) {
            browser.screen(390, 900, true).open(report + "#build-1");
            browser.requireSound();
            browser.screen(1280, 900, false).open("about:blank");
            browser.open(report + "#build-1");
            browser.requireSound();
            List<WebElement> charts = browser.driver().findElements(By.xpath("//figure[.//h3[starts-with(., 'Pareto front: accuracy and ')]]"));
            assertThat(charts).hasSize(2).allSatisfy(chart -> assertThat(chart.findElements(By.tagName("canvas"))).hasSize(1));
            assertThat(charts.get(0).getText()).contains(front.size() + " of " + TRIALS + " trials are on the front");
            charts.get(0).findElement(By.tagName("summary")).click();
            assertThat(charts.get(0).findElements(By.cssSelector("tbody tr th"))).extracting(WebElement::getText)
                    .containsExactlyElementsOf(front.stream().map(trial -> String.valueOf(trial.number())).toList());
            browser.screenshot("pareto-front", 1280);
        }
    }
}
