package io.jenkins.plugins.mlcd.view;

import java.nio.charset.StandardCharsets;

/**
 * Recognises a report by its first bytes, in the form in which every writer of the record puts it, so that a line costs what finding its
 * end costs. A line in any other form is none to this class, and parsed.
 */
final class ReportLine {

    private static final byte[] HEAD = "{\"event\":\"reported\",\"at\":\"".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] TRIAL = "\",\"trial\":".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] STEP = ",\"step\":".getBytes(StandardCharsets.US_ASCII);
    private static final int LONGEST_TIME = 40;
    private static final int MOST_DIGITS = 9;

    private ReportLine() {}

    /** Number of the trial that the line is a report of; -1 when it is none, or in another form. */
    static int trial(byte[] bytes, int start, int length) {
        int end = start + length;
        if (!at(HEAD, bytes, start, end)) {
            return -1;
        }
        int place = start + HEAD.length;
        int latest = Math.min(end, place + LONGEST_TIME);
        while (place < latest && bytes[place] != '"') {
            place++;
        }
        if (!at(TRIAL, bytes, place, end)) {
            return -1;
        }
        int digits = place + TRIAL.length;
        int trial = 0;
        for (place = digits; place < end && place - digits < MOST_DIGITS && bytes[place] >= '0' && bytes[place] <= '9'; place++) {
            trial = 10 * trial + bytes[place] - '0';
        }
        return place > digits && at(STEP, bytes, place, end) && bytes[end - 1] == '}' ? trial : -1;
    }

    private static boolean at(byte[] wanted, byte[] bytes, int place, int end) {
        if (place + wanted.length > end) {
            return false;
        }
        for (int i = 0; i < wanted.length; i++) {
            if (bytes[place + i] != wanted[i]) {
                return false;
            }
        }
        return true;
    }
}
