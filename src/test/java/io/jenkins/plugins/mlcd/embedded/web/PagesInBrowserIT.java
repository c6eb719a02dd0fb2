package io.jenkins.plugins.mlcd.embedded.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jenkins.plugins.mlcd.browser.Browser;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.logging.LogType;

/** The pages of {@code mlcd ui} over a loop that {@code mlcd run examples/Jenkinsfile} recorded, in a real browser. */
class PagesInBrowserIT {

    private static final Path RECORDED = Path.of("src/test/resources/recorded/digits-loop");
    private static final String HOSTILE = "<img src=x onerror=\"document.title='taken'\">";

    /** Every page, by a name for its picture, and a text that is there when it is drawn. */
    private static final List<String[]> PAGES = List.of(
            new String[] {"models", "/ml-models/", "digits:2"},
            new String[] {"job", "/job/digits/mlcd/", "Production timeline"},
            new String[] {"compare", "/job/digits/mlcd/compare?trials=1.digits.7,1.digits.12,2.digits.52,2.digits.3", "Only what differs"},
            new String[] {"compare-jobs", "/ml-models/compare?trials=digits:1.digits.7,digits:2.digits.52,new:1.digits.1", "Trials of a job"},
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

    @Test
    void everyChartHasATableOfTheSameFacts() {
        browser.screen(1280, 900, false);
        for (String[] page : List.of(PAGES.get(1), PAGES.get(4))) {
            open(page[1], page[2]);
            for (WebElement chart : browser.driver().findElements(By.cssSelector("figure .canvas"))) {
                until(chart.getAttribute("aria-label"), () -> !chart.findElements(By.tagName("canvas")).isEmpty());
                WebElement figure = chart.findElement(By.xpath("./ancestor::figure"));
                figure.findElement(By.tagName("summary")).click();
                assertThat(figure.findElements(By.cssSelector("details[open] tbody tr"))).as(chart.getAttribute("aria-label")).isNotEmpty();
            }
        }
        browser.requireSound();
    }

    private static List<String> column(int cell) {
        return browser.driver().findElements(By.cssSelector(".grid tbody tr > :nth-child(" + cell + ")")).stream().map(WebElement::getText).toList();
    }

    private static void until(String what, Callable<Boolean> condition) {
        await(what).atMost(Duration.ofSeconds(10)).pollInterval(Duration.ofMillis(50)).ignoreExceptions().until(condition);
    }

    @Test
    void filtersSortsPagesAndChoosesColumnsOnTheServer() {
        browser.screen(1280, 900, false);
        open("/job/digits/1/mlcd/", "of 60 trials");
        assertThat(column(5)).as("the best first").isSortedAccordingTo((a, b) -> Double.compare(Double.parseDouble(b), Double.parseDouble(a)));
        WebElement search = browser.driver().findElement(By.cssSelector(".grid input[type=search]"));
        search.sendKeys("xgboost state = pruned");
        until("filtered", () -> text().contains("(60 without the filter)") && column(4).stream().allMatch("xgboost"::equals) && column(3).stream().allMatch("pruned"::equals));
        search.sendKeys(" and (");
        until("said what is wrong", () -> text().contains("the filter ends where a name or a value is expected"));
        assertThat(search.getAttribute("aria-invalid")).isEqualTo("true");
        search.clear();
        search.sendKeys("nowhere");
        until("empty", () -> text().contains("No trial passes this filter."));
        search.clear();
        search.sendKeys(Keys.SPACE);
        until("all again", () -> text().contains("1–50 of 60 trials"));

        browser.driver().findElement(By.xpath("//div[@class='pager']//button[contains(., 'Next')]")).click();
        until("second page", () -> text().contains("51–60 of 60 trials"));
        WebElement head = browser.driver().findElement(By.xpath("//div[@class='grid']//thead//button[.='trial']"));
        head.sendKeys(Keys.ENTER);
        until("sorted by the keyboard", () -> column(2).get(0).equals("0") && browser.driver().switchTo().activeElement().getText().equals("trial"));
        assertThat(browser.driver().findElements(By.cssSelector(".grid th[aria-sort=ascending]"))).hasSize(1);

        browser.driver().findElement(By.cssSelector(".grid .menu summary")).click();
        browser.driver().findElement(By.xpath("//div[@class='choices']//label[contains(., 'seed')]")).click();
        assertThat(browser.driver().findElements(By.xpath("//div[@class='grid']//thead//th[.='seed']"))).hasSize(1);
        open("/job/digits/1/mlcd/", "of 60 trials");
        assertThat(browser.driver().findElements(By.xpath("//div[@class='grid']//thead//th[.='seed']"))).as("remembered").hasSize(1);
        browser.evaluate("localStorage.clear()");
    }

    @Test
    void comparesWhatWasSelectedAndExportsIt() throws Exception {
        browser.screen(1280, 900, false);
        open("/job/digits/2/mlcd/", "of 60 trials");
        List<WebElement> boxes = browser.driver().findElements(By.cssSelector(".grid tbody input[type=checkbox]"));
        boxes.get(0).click();
        boxes.get(3).sendKeys(Keys.SPACE);
        browser.driver().findElement(By.xpath("//button[.='Compare 2']")).click();
        until("compared", () -> browser.driver().findElements(By.cssSelector("table.sides thead th")).size() == 2 && text().contains("Trials of all builds"));
        assertThat(browser.driver().getCurrentUrl()).contains("/job/digits/mlcd/compare?trials=2.digits.52%2C2.digits.");
        int rows = browser.driver().findElements(By.cssSelector("table.sides tr.differs")).size();
        browser.driver().findElement(By.xpath("//label[contains(., 'Only what differs')]")).click();
        assertThat(browser.driver().findElements(By.cssSelector("table.sides tbody tr:not(.group)"))).hasSize(rows);
        for (String[] export : List.of(new String[] {"CSV", "text/csv"}, new String[] {"JSON", "application/json"})) {
            String address = browser.driver().findElement(By.xpath("//section//a[.='" + export[0] + "']")).getAttribute("href");
            HttpResponse<String> answer = HttpClient.newHttpClient().send(HttpRequest.newBuilder(URI.create(address)).build(), BodyHandlers.ofString());
            assertThat(answer.headers().firstValue("Content-Type")).hasValueSatisfying(type -> assertThat(type).startsWith(export[1]));
            assertThat(answer.body()).contains("convnet");
        }
        browser.driver().findElement(By.cssSelector("table.sides thead button")).click();
        until("one taken out", () -> browser.driver().findElements(By.cssSelector("table.sides thead th")).size() == 1);
        browser.driver().navigate().back();
        until("back again", () -> browser.driver().findElements(By.cssSelector("table.sides thead th")).size() == 2);
        browser.requireSound();
    }

    @Test
    void comparesTrialsOfSeveralJobs() {
        browser.screen(1280, 900, false);
        open("/job/digits/mlcd/compare?trials=2.digits.52", "Add trials of other jobs");
        browser.driver().findElement(By.linkText("Add trials of other jobs")).click();
        until("the trial of the job", () -> text().contains("digits #2 digits 52") && text().contains("Trials of a job"));
        WebElement job = browser.driver().findElement(By.cssSelector("select[aria-label=Job]"));
        job.sendKeys("hostile");
        until("another job's trials", () -> !browser.driver().findElements(By.cssSelector("input[aria-label^='Select trial hostile:']")).isEmpty());
        browser.driver().findElement(By.cssSelector("input[aria-label^='Select trial hostile:']")).click();
        browser.driver().findElement(By.xpath("//button[.='Compare 2']")).click();
        until("compared", () -> browser.driver().findElements(By.cssSelector("table.sides thead th")).size() == 2 && text().contains("hostile #"));
        assertThat(browser.driver().findElement(By.partialLinkText("hostile #")).getAttribute("href")).contains("/job/hostile/");
        browser.requireSound();
    }

    @Test
    void takesTheThemeOfAJenkins() {
        browser.screen(1280, 900, false);
        open("/job/digits/2/mlcd/", "Parameter importance");
        String ink = "getComputedStyle(document.getElementById('mlcd-page')).getPropertyValue('--m-c1')";
        Object light = browser.evaluate(ink);
        browser.evaluate("(document.getElementById('mlcd-page').classList.add('in-jenkins'), document.documentElement.dataset.theme = 'dark')");
        assertThat(browser.evaluate(ink)).as("dark by Jenkins' own theme").isNotEqualTo(light);
        Object dark = browser.evaluate(ink);
        browser.evaluate("document.documentElement.dataset.theme = 'dark-system'");
        assertThat(browser.evaluate(ink)).as("follows the system, which is light").isEqualTo(light);
        browser.screen(1280, 900, true);
        assertThat(browser.evaluate(ink)).as("follows the system, which is dark now").isEqualTo(dark);
        browser.evaluate("document.documentElement.dataset.theme = 'none'");
        assertThat(browser.evaluate(ink)).as("a theme that is light whatever the system says").isEqualTo(light);
        browser.requireSound();
    }

    @Test
    void drawsWhatASweepAddsWhileItRuns() throws IOException {
        Path log = Files.createDirectories(home.resolve("jobs/new/builds/7/mlcd")).resolve("study-live.jsonl");
        Files.writeString(log, "{\"schema\":\"mlcd/study\",\"version\":1}\n{\"event\":\"defined\",\"definition\":{\"study\":\"live\",\"metric\":\"accuracy\",\"direction\":\"maximize\"}}\n");
        browser.screen(1280, 900, false);
        open("/job/new/7/mlcd/", "its first trial is about to start");
        StringBuilder more = new StringBuilder();
        for (int trial = 0; trial < 3; trial++) {
            more.append("{\"event\":\"asked\",\"at\":\"2026-01-01T00:00:0").append(trial).append("Z\",\"trial\":").append(trial).append(",\"algorithm\":\"net\",\"params\":{\"lr\":0.").append(trial + 1).append("}}\n")
                    .append("{\"event\":\"reported\",\"at\":\"2026-01-01T00:00:05Z\",\"trial\":").append(trial).append(",\"step\":1,\"metrics\":{\"accuracy\":0.5}}\n");
        }
        more.append("{\"event\":\"told\",\"at\":\"2026-01-01T00:00:09Z\",\"trial\":1,\"value\":0.8765,\"metrics\":{\"accuracy\":0.8765}}\n");
        Files.writeString(log, more, StandardOpenOption.APPEND);
        until("the new trials", () -> text().contains("1–3 of 3 trials") && text().contains("trial 1, net") && column(5).contains("0.8765") && column(3).contains("running"));
        until("their charts", () -> !browser.driver().findElements(By.cssSelector("figure .canvas canvas")).isEmpty());
        Files.writeString(log, "{\"event\":\"ended\",\"state\":\"goal\",\"reason\":\"0.8765 reached the goal\"}\n", StandardOpenOption.APPEND);
        until("its end", () -> text().contains("0.8765 reached the goal"));
        browser.requireSound();
    }

    @Test
    void showsWhatATrialOrAnAgentWroteAsText() {
        browser.screen(1280, 900, false);
        for (String address : List.of("/ml-models/", "/job/hostile/mlcd/", "/job/hostile/2/mlcd/", "/job/hostile/2/mlcd/#model", "/job/hostile/2/mlcd/#gate", "/job/hostile/2/mlcd/#canary", "/job/hostile/2/mlcd/#monitor",
                "/job/hostile/mlcd/compare?trials=2.digits.52,1.digits.7", "/job/digits/2/artifact/")) {
            open(address, "");
            until(address, () -> !text().isBlank());
            assertThat(browser.driver().findElements(By.cssSelector("img, main b, main i"))).as(address).isEmpty();
            assertThat(browser.driver().getTitle()).as(address).isNotEqualTo("taken");
            browser.requireSound();
        }
        open("/job/hostile/2/mlcd/", "of 60 trials");
        assertThat(text()).contains("<img src=x onerror=");
        open("/job/digits/2/console", "<img src=x onerror=");
        assertThat(browser.driver().findElements(By.tagName("img"))).isEmpty();
    }

    @Test
    void theScriptsFiltersAreTheServers() throws IOException {
        open("/ml-models/", "digits");
        Object wrong = browser.driver().executeScript("""
                const { trials, cases, errors } = JSON.parse(arguments[0]);
                const wrong = [];
                for (const [filter, numbers] of cases) {
                  const kept = trials.filter(mlcd.filter(filter, 'accuracy')).map((trial) => trial.number);
                  if (JSON.stringify(kept) !== JSON.stringify(numbers)) { wrong.push(filter + ' keeps ' + kept); }
                }
                for (const [filter, message] of errors) {
                  try { mlcd.filter(filter, 'accuracy'); wrong.push(filter + ' is taken'); } catch (e) { if (!e.message.includes(message)) { wrong.push(filter + ': ' + e.message); } }
                }
                return wrong;
                """, Files.readString(Path.of("src/test/resources/view/filters.json")));
        assertThat(wrong).isEqualTo(List.of());
    }

    @Test
    void saysInOneSentenceWhenThereIsNothingToSee() {
        open("/job/digits/2/mlcd/", "of 60 trials");
        browser.evaluate("fetch('/job/digits/2/mlcd/study?name=none').then((answer) => answer.json()).then((answer) => { document.title = answer.error; })");
        until("the reason", () -> browser.driver().getTitle().equals("build 2 has no study 'none'"));
        browser.driver().manage().logs().get(LogType.BROWSER); // the 404 that was asked for
    }
}
