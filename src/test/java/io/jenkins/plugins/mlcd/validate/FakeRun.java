package io.jenkins.plugins.mlcd.validate;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The output of a benchmark's command, from text. */
record FakeRun(Optional<String> metrics, Optional<String> lines) implements RunOutput {

    static FakeRun metricsOnly(String metrics) {
        return new FakeRun(Optional.of(metrics), Optional.empty());
    }

    static FakeRun predictionsOnly(String lines) {
        return new FakeRun(Optional.empty(), Optional.of(lines));
    }

    /** Samples 0 to {@code samples - 1} of class 1, of which those from {@code from} to {@code to - 1} are taken for a 2. */
    static FakeRun wrongFrom(int from, int to, int samples) {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < samples; i++) {
            boolean wrong = i >= from && i < to;
            lines.append("{\"id\": ").append(i).append(", \"label\": \"1\", \"prediction\": \"").append(wrong ? 2 : 1)
                    .append("\", \"slices\": {\"writer\": \"").append(i % 2 == 0 ? "new" : "old").append("\"}}\n");
        }
        return predictionsOnly(lines.toString());
    }

    @Override
    public boolean predicted() {
        return lines.isPresent();
    }

    @Override
    public InputStream predictions() {
        return new ByteArrayInputStream(lines.orElseThrow().getBytes(StandardCharsets.UTF_8));
    }
}
