package io.jenkins.plugins.mlcd.agent.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LoadTestTest {

    private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(2);
    private final ExecutorService single = Executors.newSingleThreadExecutor();

    @AfterEach
    void stop() {
        timer.shutdownNow();
        single.shutdownNow();
    }

    private static double millis(Block block, double percentile) {
        return block.latencies().getValueAtPercentile(percentile) / 1e6;
    }

    /** Answers at once, one after the other, but stands still once. */
    private LoadTarget stallsAt(long request, long millis) {
        return number -> CompletableFuture.supplyAsync(() -> {
            if (number == request) {
                sleep(millis);
            }
            return true;
        }, single);
    }

    private static void sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A stall of a fifth of the time meets a fifth of the requests, on average for half of its length. */
    @Test
    void aStallIsSeenByAllWhoCameMeanwhile() throws Exception {
        Block block = new OpenLoop(500, new Random(1)).run(stallsAt(200, 400), 0, TimeUnit.SECONDS.toNanos(2));
        assertThat(block.requests()).isBetween(850L, 1150L);
        assertThat(millis(block, 90)).as("half of the stall").isCloseTo(200, within(60.0));
        assertThat(millis(block, 99)).as("19 of 20 parts of it").isCloseTo(380, within(60.0));
        assertThat(millis(block, 50)).as("who did not meet it").isLessThan(40);
    }

    @Test
    void closedClientsHideTheSameStall() throws Exception {
        Block block = new ClosedLoop(1).run(stallsAt(200, 400), 0, TimeUnit.SECONDS.toNanos(1));
        assertThat(millis(block, 99)).as("one request of thousands").isLessThan(40);
    }

    @Test
    void requestsAreSentAtTheirRateAndErrorsCounted() throws Exception {
        Block block = new OpenLoop(1000, new Random(2)).run(number -> CompletableFuture.completedFuture(number % 4 != 0), 0, TimeUnit.SECONDS.toNanos(1));
        assertThat(block.requests()).isBetween(880L, 1120L);
        assertThat((double) block.errors() / block.requests()).isCloseTo(0.25, within(0.01));
    }

    private LoadTarget answersAfter(double millis, long seed) {
        Random random = new Random(seed);
        return number -> {
            CompletableFuture<Boolean> answer = new CompletableFuture<>();
            long nanos;
            synchronized (random) {
                nanos = (long) (millis * 1e6 * (0.8 + 0.4 * random.nextDouble()));
            }
            timer.schedule(() -> answer.complete(true), nanos, TimeUnit.NANOSECONDS);
            return answer;
        };
    }

    @Test
    void theRatioOfTwoServersIsFound() throws Exception {
        LoadPlan plan = new LoadPlan(100, Duration.ofMillis(1600), Duration.ofMillis(100), 2, 16, 0.99, 3);
        JsonNode metrics = new LoadTest(plan).run(answersAfter(30, 1), Optional.of(answersAfter(20, 2))).metrics();
        JsonNode median = metrics.path("latency_p50_ms");
        assertThat(median.path("value").asDouble()).isCloseTo(30, within(4.0));
        assertThat(median.path("ratio").path("value").asDouble()).isCloseTo(1.5, within(0.15));
        assertThat(median.path("ratio").path("low").asDouble()).isBetween(1.2, 1.5);
        assertThat(median.path("ratio").path("high").asDouble()).isBetween(1.4, 1.8);
        assertThat(metrics.path("throughput_rps").path("ratio").path("value").asDouble()).isCloseTo(1 / 1.5, within(0.1));
        assertThat(metrics.path("error_rate").asDouble()).isZero();
        assertThat(median.path("samples").asLong()).isEqualTo(metrics.path("requests").asLong());
    }

    @Test
    void withoutABaselineThereIsNoRatio() throws Exception {
        LoadPlan plan = new LoadPlan(1000, Duration.ofMillis(200), Duration.ZERO, 0, 4, 0.95, 3);
        JsonNode metrics = new LoadTest(plan).run(number -> CompletableFuture.completedFuture(true), Optional.empty()).metrics();
        assertThat(metrics.path("latency_p99_ms").has("low")).isTrue();
        assertThat(metrics.path("latency_p99_ms").has("ratio")).isFalse();
        assertThat(metrics.has("throughput_rps")).isFalse();
    }

    @Test
    void quantilesOfBlocksAreThoseOfAllTheirMeasurements() {
        Histogram first = new Histogram(3);
        Histogram second = new Histogram(3);
        for (int i = 1; i <= 100; i++) {
            (i <= 50 ? first : second).recordValue(i);
        }
        BlockQuantiles quantiles = new BlockQuantiles(List.of(first, second));
        assertThat(quantiles.total()).isEqualTo(100);
        assertThat(quantiles.quantile(0.5, new int[] {1, 1})).isEqualTo(50);
        assertThat(quantiles.quantile(0.99, new int[] {1, 1})).isEqualTo(99);
        assertThat(quantiles.quantile(0.5, new int[] {0, 2})).isEqualTo(75);
        assertThat(quantiles.quantile(0.5, new int[] {0, 0})).isNaN();
    }

    @Test
    void aPlanThatCannotTellAnythingIsRefused() {
        assertThatThrownBy(() -> new LoadPlan(1, Duration.ofSeconds(10), Duration.ZERO, 0, 20, 0.95, 1)).hasMessageContaining("less than 2 requests");
        assertThatThrownBy(() -> new LoadPlan(0, Duration.ofSeconds(10), Duration.ZERO, 0, 20, 0.95, 1)).hasMessageContaining("rate must be above 0");
        assertThatThrownBy(() -> new LoadPlan(100, Duration.ofSeconds(10), Duration.ZERO, 0, 2, 0.95, 1)).hasMessageContaining("blocks must be 4");
    }
}
