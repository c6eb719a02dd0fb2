package io.jenkins.plugins.mlcd.agent.profile;

import io.jenkins.plugins.mlcd.monitor.profile.Profile;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a grey image of a drawing looks like, in eight or nine figures. Pixels are 0 (paper) to 1 (ink), in rows.
 * <ul>
 * <li>{@code mean}: mean intensity;
 * <li>{@code ink}: share of pixels above 0.5;
 * <li>{@code width}, {@code height}: of the box around all pixels above 0.2, in pixels;
 * <li>{@code centre_x}, {@code centre_y}: centre of mass, in pixels from the left and the top;
 * <li>{@code slant}: the shear by which rows move to the right per row downward, mu11 / mu02 of the central moments;
 * <li>{@code thickness}: of strokes, in pixels: twice the area of ink over the length of its border, counted on the grid;
 * <li>{@code support}, when the training data's subspace is known: how far the image is from it, see {@link PrincipalSubspace}.
 * </ul>
 */
public final class ImageFeatures implements FeatureExtractor {

    private static final List<String> SHAPE =
            List.of("mean", "ink", "width", "height", "centre_x", "centre_y", "slant", "thickness");
    private static final List<String> ALL =
            Stream.concat(SHAPE.stream(), Stream.of(Profile.SUPPORT)).toList();
    private static final float INK = 0.5f;
    private static final float TRACE = 0.2f;

    private final int height;
    private final int width;
    private final Optional<PrincipalSubspace> subspace;

    /** @param subspace of the training data; empty when it is not known, then there is no {@code support} */
    public ImageFeatures(int height, int width, Optional<PrincipalSubspace> subspace) {
        this.height = height;
        this.width = width;
        this.subspace = subspace;
        if (height < 1 || width < 1 || subspace.filter(known -> known.inputs() != height * width).isPresent()) {
            throw new IllegalArgumentException("a subspace of " + subspace.map(PrincipalSubspace::inputs).orElse(0)
                    + " values does not fit images of " + height + " x " + width + " pixels");
        }
    }

    @Override
    public List<String> names() {
        return subspace.isPresent() ? ALL : SHAPE;
    }

    @Override
    public int inputs() {
        return height * width;
    }

    @Override
    public double[] extract(float[] image) {
        if (image.length != inputs()) {
            throw new IllegalArgumentException("an image of " + height + " x " + width + " has " + inputs()
                    + " values, but this one has " + image.length);
        }
        double[] mass = mass(image);
        double[] box = box(image);
        double[] shape = {mass[0], share(image), box[0], box[1], mass[1], mass[2], mass[3], thickness(image)};
        if (subspace.isEmpty()) {
            return shape;
        }
        double[] all = Arrays.copyOf(shape, shape.length + 1);
        all[shape.length] = subspace.get().distance(image);
        return all;
    }

    /** Mean, centre x, centre y and slant; an image without ink has its centre in the middle and no slant. */
    private double[] mass(float[] image) {
        double sum = 0;
        double sumX = 0;
        double sumY = 0;
        double sumXy = 0;
        double sumYy = 0;
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                double value = image[y * width + x];
                sum += value;
                sumX += value * x;
                sumY += value * y;
                sumXy += value * x * y;
                sumYy += value * y * y;
            }
        }
        if (sum <= 0) {
            return new double[] {sum / image.length, (width - 1) / 2.0, (height - 1) / 2.0, 0};
        }
        double centreX = sumX / sum;
        double centreY = sumY / sum;
        double mu02 = sumYy / sum - centreY * centreY;
        double mu11 = sumXy / sum - centreX * centreY;
        return new double[] {sum / image.length, centreX, centreY, mu02 > 1e-9 ? mu11 / mu02 : 0};
    }

    private static double share(float[] image) {
        int ink = 0;
        for (float value : image) {
            if (value > INK) {
                ink++;
            }
        }
        return (double) ink / image.length;
    }

    private double[] box(float[] image) {
        int left = width;
        int right = -1;
        int top = height;
        int bottom = -1;
        for (int i = 0; i < image.length; i++) {
            if (image[i] > TRACE) {
                left = Math.min(left, i % width);
                right = Math.max(right, i % width);
                top = Math.min(top, i / width);
                bottom = Math.max(bottom, i / width);
            }
        }
        return right < 0 ? new double[2] : new double[] {right - left + 1, bottom - top + 1};
    }

    private double thickness(float[] image) {
        int area = 0;
        int border = 0;
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                if (isInk(image, x, y)) {
                    area++;
                    border += (isInk(image, x - 1, y) ? 0 : 1) + (isInk(image, x + 1, y) ? 0 : 1)
                            + (isInk(image, x, y - 1) ? 0 : 1) + (isInk(image, x, y + 1) ? 0 : 1);
                }
            }
        }
        return border == 0 ? 0 : 2.0 * area / border;
    }

    private boolean isInk(float[] image, int x, int y) {
        return x >= 0 && x < width && y >= 0 && y < height && image[y * width + x] > INK;
    }
}
