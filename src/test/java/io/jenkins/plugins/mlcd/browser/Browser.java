package io.jenkins.plugins.mlcd.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** A headless Chromium that shows pages at a width and in a colour scheme, and fails a test for what it logs as an error. */
public final class Browser implements AutoCloseable {

    /** Where screenshots are kept for people to look at. */
    private static final Path SCREENSHOTS = Path.of("target", "screenshots");

    private final ChromeDriver driver;

    private Browser(ChromeDriver driver) {
        this.driver = driver;
    }

    /** Starts the browser; the test is skipped, with a message, on a machine that has none. */
    public static Browser start() {
        Optional<Path> chromium = command("chromium", "chromium-browser", "google-chrome");
        Optional<Path> chromedriver = command("chromedriver");
        assumeTrue(chromium.isPresent() && chromedriver.isPresent(), "no Chromium with its chromedriver is installed");
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        ChromeOptions options = new ChromeOptions();
        options.setBinary(chromium.get().toString());
        options.addArguments(
                "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
                "--disable-component-update", "--disable-sync", "--hide-scrollbars");
        options.setCapability("goog:loggingPrefs", logs);
        ChromeDriverService service =
                new ChromeDriverService.Builder().usingDriverExecutable(chromedriver.get().toFile()).usingAnyFreePort().build();
        return new Browser(new ChromeDriver(service, options));
    }

    private static Optional<Path> command(String... names) {
        return Stream.of(names)
                .flatMap(name -> Arrays.stream(System.getenv("PATH").split(":")).map(directory -> Path.of(directory, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** Shows pages from now on as on a screen of this width (CSS pixels), light or dark. */
    public Browser screen(int width, int height, boolean dark) {
        driver.executeCdpCommand("Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
        driver.executeCdpCommand("Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light"))));
        return this;
    }

    /** Opens {@code url} and waits, at most five seconds, for its charts; a change of the fragment alone goes through the page's own script. */
    public void open(String url) {
        driver.get(url);
        settle();
    }

    private void settle() {
        driver.manage().timeouts().scriptTimeout(Duration.ofSeconds(10));
        driver.executeAsyncScript("const done = arguments[0]; const look = () => (document.querySelector('figure .canvas:empty') && performance.now() < 5000 ? setTimeout(look, 10) : done());"
                + " requestAnimationFrame(() => setTimeout(look));");
    }

    public ChromeDriver driver() {
        return driver;
    }

    /** The value of a JavaScript expression. */
    public Object evaluate(String expression) {
        return driver.executeScript("return " + expression);
    }

    /** The page is not wider than the screen, and nothing was logged as an error since the last call. */
    public void requireSound() {
        assertThat(driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                        .filter(entry -> entry.getLevel().intValue() >= Level.SEVERE.intValue())
                        .map(LogEntry::getMessage))
                .as("errors in the browser's log")
                .isEmpty();
        assertThat((Long) evaluate("document.documentElement.scrollWidth")).as("width of the page").isLessThanOrEqualTo((Long) evaluate("window.innerWidth"));
    }

    /** Keeps a picture of the whole page as {@code target/screenshots/NAME.png}. */
    public void screenshot(String name, int width) throws IOException {
        long height = (Long) evaluate("Math.ceil(document.documentElement.getBoundingClientRect().height)");
        driver.executeCdpCommand("Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", Math.min(height, 16_000), "deviceScaleFactor", 1, "mobile", false));
        settle();
        Files.createDirectories(SCREENSHOTS);
        Files.write(SCREENSHOTS.resolve(name + ".png"), driver.getScreenshotAs(OutputType.BYTES));
    }

    @Override
    public void close() {
        driver.quit();
    }
}
