package io.jenkins.plugins.mlcd.agent.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jenkins.plugins.mlcd.agent.profile.ColumnFeatures;
import io.jenkins.plugins.mlcd.agent.profile.FeatureExtractor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrafficRecorderTest {

    @TempDir
    private Path dir;

    private final Queue<String> dropped = new ConcurrentLinkedQueue<>();
    private final ProfileWindows windows = new ProfileWindows(List.of("x0"), Duration.ofMinutes(1), InstantSource.system());

    private TrafficRecorder recorder(FeatureExtractor features, double rate, int requestBytes) throws IOException {
        CaptureLog log = new CaptureLog(dir, 1 << 20, 2 << 20, InstantSource.system());
        TrafficRecorder.Capture capture = new TrafficRecorder.Capture(log, rate, requestBytes, new boolean[1], new SplittableRandom(1));
        return new TrafficRecorder(features, windows, Optional.of(capture), dropped::add, () -> {});
    }

    private static void predict(TrafficRecorder recorder, int count) {
        for (int i = 0; i < count; i++) {
            recorder.predicted(new CapturedSample("r" + i, Instant.now(), "m:1", "a", 0.5, new float[] {i}), Map.of(), true, 0.001);
        }
    }

    private long captured() throws IOException {
        long lines = 0;
        for (Path file : CaptureLog.files(dir)) {
            lines += Files.readAllLines(file).size();
        }
        return lines;
    }

    /** 1,000 draws at 30%: beyond 4 standard deviations of the binomial distribution once in 15,000 seeds; the seed is fixed. */
    @Test
    void capturesTheShareThatItIsToldTo() throws Exception {
        try (TrafficRecorder recorder = recorder(new ColumnFeatures(1), 0.3, 10_000)) {
            predict(recorder, 1_000);
        }

        assertThat(captured()).isBetween(300L - 58, 300L + 58);
        assertThat(dropped).isEmpty();
    }

    @Test
    void whatIsTooLargeIsLeftOutAndCounted() throws Exception {
        try (TrafficRecorder recorder = recorder(new ColumnFeatures(1), 1, 20)) {
            predict(recorder, 3);
        }

        assertThat(captured()).isZero();
        assertThat(dropped).containsExactly("size", "size", "size");
    }

    @Test
    void aRecorderThatIsBehindNeverHoldsUpAPrediction() throws Exception {
        CountDownLatch slow = new CountDownLatch(1);
        FeatureExtractor stuck = features(() -> {
            try {
                slow.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        try (TrafficRecorder recorder = recorder(stuck, 1, 10_000)) {
            long start = System.nanoTime();
            predict(recorder, 20_000);
            assertThat(System.nanoTime() - start).isLessThan(5_000_000_000L);
            assertThat(dropped).as("but for two lists of 4,096").hasSizeGreaterThanOrEqualTo(20_000 - 2 * 4_096).containsOnly("queue");
            slow.countDown();
        }
        assertThat(captured()).isEqualTo(20_000 - dropped.size());
    }

    @Test
    void aSampleThatCannotBeProfiledCostsOnlyItself() throws Exception {
        int[] calls = {0};
        try (TrafficRecorder recorder = recorder(features(() -> {
            if (calls[0]++ == 0) {
                throw new IllegalStateException("the first one");
            }
        }), 1, 10_000)) {
            predict(recorder, 3);
        }

        assertThat(dropped).containsExactly("error");
        assertThat(captured()).isEqualTo(2);
    }

    @Test
    void aDiskThatFailsCostsTheCaptureAndNotTheProfile() throws Exception {
        CaptureLog log = new CaptureLog(dir.resolve("gone"), 1 << 20, 2 << 20, InstantSource.system());
        Files.delete(dir.resolve("gone"));
        int[] profiled = {0};
        TrafficRecorder.Capture capture = new TrafficRecorder.Capture(log, 1, 10_000, new boolean[1], new SplittableRandom(1));
        try (TrafficRecorder recorder = new TrafficRecorder(features(() -> profiled[0]++), windows, Optional.of(capture), dropped::add, () -> {})) {
            predict(recorder, 3);
            await().until(() -> dropped.size() >= 3);
        }

        assertThat(dropped).containsOnly("disk");
        assertThat(profiled[0]).isEqualTo(3);
    }

    private static FeatureExtractor features(Runnable first) {
        return new FeatureExtractor() {
            @Override
            public List<String> names() {
                return List.of("x0");
            }

            @Override
            public int inputs() {
                return 1;
            }

            @Override
            public double[] extract(float[] input) {
                first.run();
                return new double[] {input[0]};
            }
        };
    }
}
