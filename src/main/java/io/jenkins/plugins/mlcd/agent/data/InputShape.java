package io.jenkins.plugins.mlcd.agent.data;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * What one input is: an image of {@code height} x {@code width} x {@code channels} values in rows, or a table row of {@code features}
 * values. Values are 0 to 1.
 *
 * @param kind {@code image} or {@code table}
 * @param features number of values of a table row; 0 for an image
 */
@JsonInclude(JsonInclude.Include.NON_DEFAULT)
public record InputShape(String kind, int height, int width, int channels, int features) {

    private static final int MAX_VALUES = 1 << 20;

    public InputShape {
        boolean image = "image".equals(kind) && height > 0 && width > 0 && channels > 0 && features == 0;
        boolean table = "table".equals(kind) && features > 0 && height == 0 && width == 0 && channels == 0;
        long values = image ? (long) height * width * channels : features;
        if (!(image || table) || values > MAX_VALUES) {
            throw new IllegalArgumentException("input must be an image with height, width and channels, or a table with features, of at most "
                    + MAX_VALUES + " values, but is kind '" + kind + "', " + height + "x" + width + "x" + channels + ", " + features + " features");
        }
    }

    public static InputShape image(int height, int width, int channels) {
        return new InputShape("image", height, width, channels, 0);
    }

    public static InputShape table(int features) {
        return new InputShape("table", 0, 0, 0, features);
    }

    @JsonIgnore
    public boolean isImage() {
        return features == 0;
    }

    /** Number of values of one input. */
    @JsonIgnore
    public int values() {
        return isImage() ? height * width * channels : features;
    }

    @Override
    public String toString() {
        return isImage() ? height + "x" + width + "x" + channels + " image" : "row of " + features + " features";
    }
}
