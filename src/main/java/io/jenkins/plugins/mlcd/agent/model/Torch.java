package io.jenkins.plugins.mlcd.agent.model;

import ai.djl.Device;
import ai.djl.Model;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.jenkins.plugins.mlcd.agent.data.InputShape;
import java.nio.FloatBuffer;

/** What training and prediction on PyTorch share. */
public final class Torch {

    /** The name of the weights' files in a model directory. */
    public static final String WEIGHTS = "model";

    private Torch() {}

    /** The device that everything runs on: the first GPU that DJL sees, else the CPU. */
    public static Device device() {
        return gpus() > 0 ? Device.gpu() : Device.cpu();
    }

    public static int gpus() {
        return Engine.getEngine("PyTorch").getGpuCount();
    }

    /** An untrained model of the algorithm, on {@link #device()}. */
    public static Model model(TorchNetwork algorithm, Settings settings, InputShape input, int classes) {
        Model model = Model.newInstance(WEIGHTS, device(), "PyTorch");
        model.setBlock(algorithm.block(settings, input, classes));
        return model;
    }

    /** The shape of one batch as the networks take it. */
    public static Shape batch(InputShape input, int size) {
        return input.isImage() ? new Shape(size, input.channels(), input.height(), input.width()) : new Shape(size, input.features());
    }

    /** Rows of values as a batch; images come in rows with the channels last and leave with the channels first, as PyTorch wants them. */
    public static NDArray batch(NDManager manager, InputShape input, float[][] rows) {
        int values = input.values();
        FloatBuffer all = FloatBuffer.allocate(rows.length * values);
        for (float[] row : rows) {
            all.put(row);
        }
        all.rewind();
        if (!input.isImage() || input.channels() == 1) {
            return manager.create(all, batch(input, rows.length), ai.djl.ndarray.types.DataType.FLOAT32);
        }
        Shape channelsLast = new Shape(rows.length, input.height(), input.width(), input.channels());
        return manager.create(all, channelsLast, ai.djl.ndarray.types.DataType.FLOAT32).transpose(0, 3, 1, 2);
    }

    /** The softmax of each row of logits, {@code rows} x {@code classes} in {@code logits}. */
    public static float[][] probabilities(float[] logits, int rows, int classes) {
        float[][] all = new float[rows][classes];
        for (int row = 0; row < rows; row++) {
            float most = Float.NEGATIVE_INFINITY;
            for (int i = 0; i < classes; i++) {
                most = Math.max(most, logits[row * classes + i]);
            }
            double sum = 0;
            for (int i = 0; i < classes; i++) {
                all[row][i] = (float) Math.exp(logits[row * classes + i] - most);
                sum += all[row][i];
            }
            for (int i = 0; i < classes; i++) {
                all[row][i] /= (float) sum;
            }
        }
        return all;
    }
}
