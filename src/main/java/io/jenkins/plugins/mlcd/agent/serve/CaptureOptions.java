package io.jenkins.plugins.mlcd.agent.serve;

import java.nio.file.Path;
import java.time.Duration;

/**
 * What is captured, and how long it is kept.
 *
 * @param directory of the capture files; several servers may share it
 * @param rate share of the predictions that are captured, 0 to 1
 * @param requestBytes a prediction that takes more, as a line of a file, is left out
 * @param limits of the files
 */
public record CaptureOptions(Path directory, double rate, int requestBytes, Limits limits) {

    public static final int DEFAULT_REQUEST_BYTES = 256 << 10;

    /**
     * Limits of the files in a directory.
     *
     * @param segmentBytes size at which a file is closed and a new one begun
     * @param segmentAge age at which a file is closed and a new one begun
     * @param totalBytes size of all files together; the oldest are deleted
     * @param keep age at which a file is deleted, from its last line on
     */
    public record Limits(long segmentBytes, Duration segmentAge, long totalBytes, Duration keep) {

        public static final Limits DEFAULT =
                new Limits(CaptureLog.SEGMENT_BYTES, Duration.ofHours(1), CaptureLog.TOTAL_BYTES, Duration.ofDays(30));

        public Limits {
            if (segmentBytes < 1 || totalBytes < segmentBytes) {
                throw new IllegalArgumentException("a capture of " + totalBytes + " bytes cannot hold a file of " + segmentBytes);
            }
            if (segmentAge.toMillis() < 1 || keep.compareTo(segmentAge) < 0) {
                throw new IllegalArgumentException("capture files that are closed after " + segmentAge.toSeconds()
                        + " s cannot be deleted after " + keep.toSeconds() + " s");
            }
        }

        /** As the default, with other sizes. */
        public static Limits of(long segmentBytes, long totalBytes) {
            return new Limits(segmentBytes, DEFAULT.segmentAge, totalBytes, DEFAULT.keep);
        }
    }

    public CaptureOptions {
        if (!(rate >= 0 && rate <= 1)) {
            throw new IllegalArgumentException("capture-rate must be 0 to 1, but is " + rate);
        }
        if (requestBytes < 1) {
            throw new IllegalArgumentException("capture-max-request must be at least 1 byte, but is " + requestBytes);
        }
    }

    /** Everything, within the default limits. */
    public static CaptureOptions to(Path directory) {
        return new CaptureOptions(directory, 1, DEFAULT_REQUEST_BYTES, Limits.DEFAULT);
    }
}
