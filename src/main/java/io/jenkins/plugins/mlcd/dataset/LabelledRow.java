package io.jenkins.plugins.mlcd.dataset;

import java.io.Serializable;
import java.util.Locale;

/**
 * A captured sample with the label that somebody gave it.
 *
 * @param content SHA-256 of its values as bytes, in hexadecimal digits
 * @param id of the request that brought it; {@code ""} for unknown
 * @param capturedAt when it was answered, ISO-8601; {@code ""} for unknown
 * @param model that answered
 * @param prediction what it said
 * @param confidence of that; NaN for unknown
 * @param label its class
 * @param values of the input
 * @param source where the label came from: {@code person}, {@code agreement}, {@code thirdPerson} or {@code feedback}
 * @param by who said so, separated by semicolons
 * @param labelledAt when the label was settled, ISO-8601
 */
public record LabelledRow(
        String content, String id, String capturedAt, String model, String prediction, double confidence, String label, float[] values, String source, String by,
        String labelledAt)
        implements Serializable {

    private static final long serialVersionUID = 1L;

    /** The columns before the values. */
    static String header(int values) {
        StringBuilder header = new StringBuilder("id,at,model,prediction,confidence,label");
        for (int i = 0; i < values; i++) {
            header.append(",x").append(i);
        }
        return header.toString();
    }

    /** The row below {@link #header}; a value is a whole number of 255ths, as its content is. */
    String line() {
        StringBuilder line = new StringBuilder(String.join(",", plain(id), plain(capturedAt), plain(model), plain(prediction),
                Double.isNaN(confidence) ? "" : String.format(Locale.ROOT, "%.6f", confidence), plain(label)));
        for (float value : values) {
            line.append(',').append(Math.round(Math.min(1, Math.max(0, value)) * 255f) / 255f);
        }
        return line.toString();
    }

    /** These tables have no quotes. */
    static String plain(String text) {
        return text.replaceAll("[,\"\\r\\n]", " ");
    }
}
