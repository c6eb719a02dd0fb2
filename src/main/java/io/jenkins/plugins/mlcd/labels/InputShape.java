package io.jenkins.plugins.mlcd.labels;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How a sample is shown to people and compared: as a grey image, or as a row of named columns.
 *
 * @param width of an image in pixels, 0 for a row
 * @param height of an image in pixels, 0 for a row
 * @param columns the names of a row's values; empty for an image
 */
public record InputShape(int width, int height, List<String> columns) implements Serializable {

    private static final long serialVersionUID = 1L;

    /** A smaller square is rather a row of values. */
    private static final int LEAST_SIDE = 8;

    public InputShape {
        columns = new ArrayList<>(columns); // Jenkins takes only plain collections from an agent
        if (width < 0 || height < 0 || (width == 0) != (height == 0) || (width == 0) == columns.isEmpty()) {
            throw new IllegalArgumentException("an input is an image of width x height pixels or a row of columns, not " + width + " x " + height + " with "
                    + columns.size() + " columns");
        }
    }

    /**
     * What inputs of so many values are: rows when their columns are named, images when the number is a square of at least 8 x 8, else rows of {@code x0}, {@code x1}, ...
     *
     * @param names of the columns, all of them; empty when they are not named
     * @throws IllegalArgumentException when there is another number of names than of values
     */
    public static InputShape of(int values, List<String> names) {
        if (!names.isEmpty() && names.size() != values) {
            throw new IllegalArgumentException("columns names " + names.size() + " columns, but an input has " + values + " values");
        }
        int side = (int) Math.round(Math.sqrt(values));
        if (names.isEmpty() && side >= LEAST_SIDE && side * side == values) {
            return new InputShape(side, side, List.of());
        }
        return new InputShape(0, 0, names.isEmpty() ? IntStream.range(0, values).mapToObj(i -> "x" + i).toList() : names);
    }

    @Override
    public List<String> columns() {
        return Collections.unmodifiableList(columns);
    }

    public boolean isImage() {
        return width > 0;
    }

    public int values() {
        return isImage() ? width * height : columns.size();
    }

    /** What {@link Distances} compares; a row has still to be scaled. */
    float[] features(float[] values) {
        return isImage() ? Distances.image(values, width, height) : values.clone();
    }
}
