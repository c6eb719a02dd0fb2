package io.jenkins.plugins.mlcd.jenkins.steps.validate;

import hudson.FilePath;
import io.jenkins.plugins.mlcd.validate.MetricsFile;
import io.jenkins.plugins.mlcd.validate.RunOutput;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** What a benchmark's command left in the workspace of an agent, wherever that is. */
final class FileRun implements RunOutput {

    private final FilePath metrics;
    private final FilePath predictions;

    FileRun(FilePath directory) {
        this.metrics = directory.child("metrics.json");
        this.predictions = directory.child("predictions.jsonl");
    }

    FilePath metricsFile() {
        return metrics;
    }

    FilePath predictionsFile() {
        return predictions;
    }

    @Override
    public Optional<String> metrics() throws IOException {
        if (!exists(metrics)) {
            return Optional.empty();
        }
        try (InputStream file = open(metrics)) {
            byte[] bytes = file.readNBytes(MetricsFile.MAX_BYTES + 1);
            if (bytes.length > MetricsFile.MAX_BYTES) {
                throw new IOException("the metrics file is larger than " + MetricsFile.MAX_BYTES + " bytes");
            }
            return Optional.of(new String(bytes, StandardCharsets.UTF_8));
        }
    }

    @Override
    public boolean predicted() throws IOException {
        return exists(predictions);
    }

    @Override
    public InputStream predictions() throws IOException {
        return open(predictions);
    }

    private static boolean exists(FilePath file) throws IOException {
        try {
            return file.exists();
        } catch (InterruptedException e) {
            throw interrupted(file);
        }
    }

    private static InputStream open(FilePath file) throws IOException {
        try {
            return file.read();
        } catch (InterruptedException e) {
            throw interrupted(file);
        }
    }

    private static IOException interrupted(FilePath file) {
        Thread.currentThread().interrupt();
        return new InterruptedIOException("interrupted while reading " + file.getRemote());
    }
}
