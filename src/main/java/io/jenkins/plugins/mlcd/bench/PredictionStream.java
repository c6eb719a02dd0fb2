package io.jenkins.plugins.mlcd.bench;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** Predictions of a model as an evaluator would write them, made while they are read. Label and slices of a sample are the same for every model. */
final class PredictionStream extends InputStream {

    private static final String[] DEVICES = {"pen", "finger", "mouse", "scan"};

    private final int model;
    private final long samples;
    private final Runnable progress;
    private final long every;
    private byte[] line = new byte[0];
    private int position;
    private long number;

    PredictionStream(int model, long samples) {
        this(model, samples, Long.MAX_VALUE, () -> {});
    }

    /** @param progress is run whenever {@code every} more samples were made */
    PredictionStream(int model, long samples, long every, Runnable progress) {
        this.model = model;
        this.samples = samples;
        this.every = every;
        this.progress = progress;
    }

    @Override
    public int read() {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0];
    }

    @Override
    public int read(byte[] bytes, int offset, int length) {
        int written = 0;
        while (written < length && more()) {
            int part = Math.min(length - written, line.length - position);
            System.arraycopy(line, position, bytes, offset + written, part);
            position += part;
            written += part;
        }
        return written == 0 && length > 0 ? -1 : written;
    }

    private boolean more() {
        if (position < line.length) {
            return true;
        }
        if (number == samples) {
            return false;
        }
        line = text(number++).getBytes(StandardCharsets.US_ASCII);
        position = 0;
        if (number % every == 0) {
            progress.run();
        }
        return true;
    }

    /** 98 % are right, and each model has errors of its own. */
    private String text(long sample) {
        long hash = mix(sample);
        long own = mix(hash + model);
        long label = Math.floorMod(hash, 10);
        long prediction = Math.floorMod(own, 50) == 0 ? (label + 1) % 10 : label;
        return "{\"id\":\"" + sample + "\",\"label\":\"" + label + "\",\"prediction\":\"" + prediction + "\",\"confidence\":0."
                + (9000 + Math.floorMod(own >> 8, 1000)) + ",\"slices\":{\"writer\":\"w" + Math.floorMod(hash >> 8, 36) + "\",\"region\":\"r"
                + Math.floorMod(hash >> 20, 10) + "\",\"device\":\"" + DEVICES[(int) Math.floorMod(hash >> 32, 4L)] + "\"}}\n";
    }

    private static long mix(long value) {
        long mixed = (value + 1) * 0x9E3779B97F4A7C15L;
        mixed = (mixed ^ mixed >>> 30) * 0xBF58476D1CE4E5B9L;
        return mixed ^ mixed >>> 27;
    }
}
