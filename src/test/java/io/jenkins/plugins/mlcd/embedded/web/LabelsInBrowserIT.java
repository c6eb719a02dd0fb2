package io.jenkins.plugins.mlcd.embedded.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jenkins.plugins.mlcd.agent.data.Part;
import io.jenkins.plugins.mlcd.browser.Browser;
import io.jenkins.plugins.mlcd.dataset.CaptureRow;
import io.jenkins.plugins.mlcd.dataset.ContentKeys;
import io.jenkins.plugins.mlcd.dataset.TrainingSamples;
import io.jenkins.plugins.mlcd.labels.FillPlan;
import io.jenkins.plugins.mlcd.labels.Filling;
import io.jenkins.plugins.mlcd.labels.LabelDesk;
import io.jenkins.plugins.mlcd.labels.LabelQueue;
import io.jenkins.plugins.mlcd.labels.LabelState;
import io.jenkins.plugins.mlcd.labels.QueueSettings;
import io.jenkins.plugins.mlcd.labels.QueueSettings.Guess;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
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

/** The page on which people label, over drifted digits and over rows, in a real browser. */
class LabelsInBrowserIT {

    private static final String HOSTILE = "<img src=x onerror=\"document.title='taken'\">";
    private static final List<String> DIGITS = List.of("0", "1", "2", "3", "4", "5", "6", "7", "8", "9");

    @TempDir
    private static Path home;

    private static LoopbackServer server;
    private static Browser browser;

    @BeforeAll
    static void start() throws IOException {
        for (String job : List.of("digits", "keys", "people", "loans", "new")) {
            Files.createDirectories(home.resolve("jobs").resolve(job).resolve("builds"));
        }
        digits("digits", 40, Guess.HIDDEN, 1);
        digits("keys", 8, Guess.AFTER, 1);
        digits("people", 4, Guess.SHOWN, 2);
        rows();
        server = LoopbackServer.start(0, Routes.of(List.of(new LabelRoutes(home, InstantSource.system(), "alice", () -> { }), new PageRoutes(home, InstantSource.system()))));
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

    private static LabelQueue queue(String job, String model) {
        return new LabelQueue(home.resolve("jobs").resolve(job), model, InstantSource.system());
    }

    private static void digits(String job, int budget, Guess guess, int agreement) throws IOException {
        List<CaptureRow> capture = new ArrayList<>();
        Random random = new Random(3);
        for (Part.Sample sample : Part.read(Path.of("examples/data/digits/drifted/replay")).samples().subList(0, 200)) {
            capture.add(new CaptureRow(sample.id(), "2026-01-01T00:00:00Z", "digits:1", sample.label().orElse("3"), random.nextDouble(), "", Map.of(), sample.input()));
        }
        float[] blank = new float[784];
        capture.add(new CaptureRow("blank", "", "digits:1", "1", 0.4, "", Map.of(), blank));
        Filling filling = Filling.of(capture, TrainingSamples.NONE, Set.of(), new FillPlan(budget, 1, List.of(), List.of()));
        queue(job, "digits").fill(new QueueSettings("digits", "digits", agreement, Duration.ofMinutes(10), guess, 20, DIGITS, filling.shape(), filling.ranges()), filling, 1, 1);
    }

    private static void rows() throws IOException {
        List<CaptureRow> capture = new ArrayList<>();
        Random random = new Random(5);
        for (int i = 0; i < 60; i++) {
            float[] values = {random.nextFloat() * 0.6f, 0.2f + random.nextFloat() / 10, random.nextFloat()};
            values[1] = i < 8 ? 0.9f + i / 100f : values[1];
            capture.add(new CaptureRow("r" + i, "2026-01-01T00:00:00Z", HOSTILE, "refused", 0.6, "", Map.of(), values));
        }
        TrainingSamples data = new TrainingSamples(capture.subList(8, 60).stream().map(CaptureRow::values).toList(), ContentKeys.NONE, new TreeSet<>());
        Filling filling = Filling.of(capture, data, Set.of(), new FillPlan(8, 1, List.of(), List.of("income", HOSTILE, "age")));
        QueueSettings settings = new QueueSettings("loans", "loans", 1, Duration.ofMinutes(10), Guess.HIDDEN, 0, List.of("granted", "refused", "<b>later</b>"), filling.shape(), filling.ranges());
        queue("loans", "loans").fill(settings, filling, 1, 1);
        for (var sample : queue("loans", "loans").samples(Optional.empty())) {
            queue("loans", "loans").comment("bob", sample.sample().content(), HOSTILE);
        }
    }

    private static void open(String job, String wanted) {
        browser.open("about:blank");
        browser.open(server.address() + "/job/" + job + "/ml-labels/");
        until(wanted, () -> text().contains(wanted));
    }

    private static String text() {
        return String.valueOf(browser.evaluate("document.body.innerText"));
    }

    private static void until(String what, Callable<Boolean> condition) {
        await(what).atMost(Duration.ofSeconds(10)).pollInterval(Duration.ofMillis(30)).ignoreExceptions().until(condition);
    }

    private static void press(CharSequence... keys) {
        new Actions(browser.driver()).sendKeys(keys).perform();
    }

    private static String said() {
        return browser.driver().findElement(By.cssSelector("[role=status]")).getAttribute("textContent");
    }

    @ParameterizedTest
    @CsvSource({"1280, false", "1280, true", "390, false", "390, true"})
    void everyPageIsReadableAtAnyWidthAndInBothColourSchemes(int width, boolean dark) throws IOException {
        String suffix = "-" + width + (dark ? "-dark" : "-light");
        for (String job : dark == (width > 500) ? List.of("digits", "loans") : List.of("people", "loans", "new")) {
            browser.screen(width, 900, dark);
            open(job, job.equals("new") ? "No sample waits for a label" : "What is this?");
            browser.requireSound();
            assertThat(text()).doesNotContain("[object ", "undefined", "NaN", "null");
            assertThat(browser.evaluate("getComputedStyle(document.body).backgroundColor")).isEqualTo(dark ? "rgb(13, 17, 23)" : "rgb(255, 255, 255)");
            browser.screenshot("labels-" + job + suffix, width);
        }
        browser.screen(width, 900, dark);
        open("digits", "What is this?");
        browser.driver().findElement(By.xpath("//summary[.='Set aside (1)']")).click();
        until("the blank image", () -> text().contains("it is empty"));
        browser.requireSound();
        browser.screenshot("labels-aside" + suffix, width);
        browser.screen(width, 900, dark);
        press("?");
        until("help", () -> text().contains("take back what you said last"));
        browser.requireSound();
        browser.screenshot("labels-help" + suffix, width);
    }

    @Test
    void labelsByTheKeyboardAlone() throws IOException {
        browser.screen(1280, 900, false);
        open("keys", "What is this?");
        LabelQueue queue = queue("keys", "digits");
        assertThat(text()).as("the guess is hidden until something was said").doesNotContain("guessed", "guess was");
        assertThat(browser.driver().findElement(By.cssSelector("canvas.sample")).getAttribute("aria-label")).startsWith("Image of 28 by 28 pixels, ");
        String first = queue.samples(Optional.of(LabelState.CLAIMED)).get(0).sample().content();
        press("7");
        until("labelled", () -> said().equals("Labelled 7. 7 left.") && text().contains("1 of 8 labelled"));
        assertThat(text()).contains("Of the one before, the model's guess was");
        assertThat(queue.find(first).orElseThrow().votes()).singleElement().satisfies(vote -> {
            assertThat(vote.by()).isEqualTo("alice");
            assertThat(vote.label()).isEqualTo("7");
            assertThat(vote.sawGuess()).isFalse();
        });
        press(Keys.BACK_SPACE);
        until("taken back", () -> said().equals("Taken back. 8 left."));
        assertThat(queue.find(first).orElseThrow().votes()).isEmpty();
        press("g");
        until("the guess", () -> text().contains("The model guessed"));
        press("2");
        until("labelled again", () -> said().equals("Labelled 2. 7 left."));
        assertThat(queue.find(first).orElseThrow().votes().get(0).sawGuess()).as("and that is on record").isTrue();
        press(Keys.SPACE);
        until("skipped", () -> said().equals("Skipped. 6 left."));
        press("n");
        until("none of them", () -> said().equals("Labelled as none of the classes. 5 left."));
        press("c");
        until("the field", () -> browser.driver().switchTo().activeElement().getTagName().equals("textarea"));
        press("3 or 8?");
        browser.driver().findElement(By.xpath("//dialog//button[.='Keep']")).click();
        until("noted", () -> text().contains("alice: 3 or 8?"));
        press("a");
        until("the field", () -> browser.driver().switchTo().activeElement().getTagName().equals("textarea"));
        press("cut off");
        browser.driver().findElement(By.xpath("//dialog//button[.='Set aside']")).click();
        until("set aside", () -> said().equals("Set aside. 4 left."));
        for (int left = 3; left >= 0; left--) {
            String wanted = left == 0 ? "Nothing is left." : left + " left.";
            press("5");
            until(wanted, () -> said().endsWith(wanted));
        }
        assertThat(text()).contains("Everything is labelled");
        assertThat(queue.view().counts()).containsEntry(LabelState.SETTLED, 6).containsEntry(LabelState.SKIPPED, 1);
        browser.requireSound();
    }

    @Test
    void buttonsDoTheSameAndKeepTheFocusWhereTheNextQuestionIs() {
        browser.screen(1280, 900, false);
        open("people", "What is this?");
        assertThat(text()).contains("two people have to agree", "The model guessed");
        WebElement button = browser.driver().findElement(By.xpath("//div[@class='classes']//button[starts-with(., '4')]"));
        assertThat(button.getAttribute("aria-keyshortcuts")).isEqualTo("4");
        button.click();
        until("labelled", () -> said().startsWith("Labelled 4.") && text().contains("1 wait for a second person"));
        assertThat(browser.driver().switchTo().activeElement().getText()).isEqualTo("What is this?");
        browser.requireSound();
    }

    @Test
    void showsWhoMayNotLabelOnlyHowFarItIs() throws IOException {
        LabelDesk desk = new LabelDesk(home.resolve("jobs/digits"), InstantSource.system());
        Routes reader = asked -> asked.path().endsWith("/overview") ? Optional.of(Answer.json(desk.overview("eve", false))) : Optional.empty();
        try (LoopbackServer restricted = LoopbackServer.start(0, Routes.of(List.of(reader, new LabelRoutes(home, InstantSource.system(), "eve", () -> { }), new PageRoutes(home, InstantSource.system()))))) {
            browser.open(restricted.address() + "/job/digits/ml-labels/");
            until("the numbers", () -> text().contains("of 40 labelled") && text().contains("takes the permission MLCD/Label"));
            press("7", Keys.BACK_SPACE, "?");
            assertThat(browser.driver().findElements(By.cssSelector("canvas, .classes, dialog, details"))).isEmpty();
            browser.requireSound();
        }
        assertThat(queue("digits", "digits").view().people()).doesNotContainKey("eve");
    }

    @Test
    void isFoundFromThePageOfTheJob() {
        browser.screen(1280, 900, false);
        browser.open(server.address() + "/job/digits/mlcd/");
        until("the link", () -> browser.driver().findElement(By.linkText("Labels")).isDisplayed());
        browser.driver().findElement(By.linkText("Labels")).click();
        until("the page", () -> text().contains("What is this?"));
        browser.open(server.address() + "/job/new/mlcd/");
        until("a job without a queue", () -> text().contains("Compare trials"));
        assertThat(browser.driver().findElements(By.linkText("Labels"))).isEmpty();
    }

    @Test
    void whatWasCapturedOrWrittenIsText() {
        browser.screen(1280, 900, false);
        open("loans", "What is this?");
        assertThat(text()).contains("<b>later</b>", "bob: <img src=x onerror=", "answered by <img");
        assertThat(browser.driver().findElements(By.cssSelector("img, main b"))).isEmpty();
        assertThat(browser.driver().getTitle()).isNotEqualTo("taken");
        List<String> keys = browser.driver().findElements(By.cssSelector(".classes button")).stream().map(button -> button.getAttribute("aria-keyshortcuts")).toList();
        assertThat(keys).containsExactly("1", "2", "3", "n");
        assertThat(browser.driver().findElements(By.cssSelector("tbody tr th[scope=row]"))).hasSize(3);
        for (int n = 0; n < 8 && browser.driver().findElements(By.cssSelector("tr.unusual")).isEmpty(); n++) {
            String before = said();
            press(Keys.SPACE);
            until("the next", () -> !said().equals(before));
        }
        assertThat(browser.driver().findElement(By.cssSelector("tbody tr:first-child")).getText()).as("what is unusual comes first, and says so in words").contains("<img src=x").endsWith("unusual");
        browser.requireSound();
    }

    private static int status(String method, String address, String body, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(server.address().resolve(address)).method(method, BodyPublishers.ofString(body));
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString()).statusCode();
    }

    @Test
    void takesOnlyWhatItsOwnPageSends() throws Exception {
        assertThat(status("GET", "/job/digits/ml-labels/next?model=digits", "")).as("looking changes nothing").isEqualTo(405);
        assertThat(status("POST", "/job/digits/ml-labels/overview", "")).isEqualTo(405);
        assertThat(status("POST", "/job/digits/ml-labels/next", "model=digits", "Origin", "http://elsewhere")).isEqualTo(403);
        assertThat(status("POST", "/job/digits/ml-labels/next", "model=../x")).isEqualTo(400);
        assertThat(status("POST", "/job/digits/ml-labels/label", "model=digits&id=x&label=1")).isEqualTo(400);
        assertThat(status("GET", "/job/digits/ml-labels/nothing", "")).isEqualTo(404);
        assertThat(status("GET", "/job/none/ml-labels/", "")).isEqualTo(404);
        assertThat(status("GET", "/job/digits/ml-labels/samples?model=digits&state=lost", "")).isEqualTo(400);
        assertThat(status("GET", "/job/digits/ml-labels/samples?model=digits&limit=999", "")).isEqualTo(400);
        String id = queue("digits", "digits").samples(Optional.of(LabelState.WAITING)).get(0).sample().content();
        queue("digits", "digits").label("bob", id, "1", false);
        assertThat(status("POST", "/job/digits/ml-labels/label", "model=digits&label=1&id=" + id)).as("too late").isEqualTo(409);
        assertThat(queue("digits", "digits").find(id).orElseThrow().votes()).hasSize(1);
    }
}
