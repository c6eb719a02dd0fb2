package io.jenkins.plugins.mlcd.labels;

import io.jenkins.plugins.mlcd.dataset.CaptureRow;
import io.jenkins.plugins.mlcd.dataset.TrainingSamples;
import io.jenkins.plugins.mlcd.labels.QueueSettings.Guess;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** Queues for tests: small images of noise, of the classes 0 to 9. */
public final class Queues {

    private static final List<String> DIGITS = List.of("0", "1", "2", "3", "4", "5", "6", "7", "8", "9");

    private Queues() {}

    public static QueueSettings settings(int agreement) {
        return new QueueSettings("digits", "digits", agreement, Duration.ofMinutes(10), Guess.HIDDEN, 0, DIGITS, new InputShape(8, 8, List.of()), ValueRanges.NONE);
    }

    /** Captured images of 8 x 8 pixels, each another one. */
    public static List<CaptureRow> capture(int samples, long seed) {
        Random random = new Random(seed);
        List<CaptureRow> rows = new ArrayList<>();
        for (int i = 0; i < samples; i++) {
            float[] values = new float[64];
            for (int v = 0; v < values.length; v++) {
                values[v] = random.nextInt(256) / 255f;
            }
            rows.add(new CaptureRow("r" + seed + "-" + i, "2026-01-01T00:00:00Z", "digits:1", "" + i % 10, 0.5 + random.nextInt(50) / 100.0, "", Map.of(), values));
        }
        return rows;
    }

    public static Filling filling(int samples, long seed) {
        return Filling.of(capture(samples, seed), TrainingSamples.NONE, Set.of(), new FillPlan(samples, seed, List.of(), List.of()));
    }

    public static LabelQueue filled(LabelQueue queue, int samples, int agreement) throws IOException {
        queue.fill(settings(agreement), filling(samples, 1), 1, 1);
        return queue;
    }
}
