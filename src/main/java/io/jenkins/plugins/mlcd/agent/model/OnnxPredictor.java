package io.jenkins.plugins.mlcd.agent.model;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import io.jenkins.plugins.mlcd.agent.data.InputShape;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Map;

/**
 * Runs an ONNX model with one input of 32-bit floats: a batch of rows, or of images with the channels first or last as the model says. It answers
 * with logits, or with probabilities when {@code serving.output} says so.
 */
public final class OnnxPredictor implements Predictor {

    private final ModelDescription description;
    private final OrtSession session;
    private final String input;
    private final String output;
    private final long[] shape;

    private OnnxPredictor(ModelDescription description, OrtSession session) throws OrtException, IOException {
        this.description = description;
        this.session = session;
        if (session.getInputInfo().size() != 1) {
            throw new IOException("it takes " + session.getInputInfo().size() + " inputs, not 1");
        }
        NodeInfo taken = session.getInputInfo().values().iterator().next();
        this.input = taken.getName();
        this.shape = tensor(taken).getShape();
        this.output = output(session);
    }

    static Predictor load(Path file, ModelDescription description) throws IOException {
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            OrtSession session = OrtEnvironment.getEnvironment().createSession(file.toString(), options);
            return new OnnxPredictor(description, session);
        } catch (OrtException | IOException e) {
            throw new IOException(file + " is no ONNX model that can be served (" + e.getMessage() + ")", e);
        }
    }

    private static TensorInfo tensor(NodeInfo node) throws IOException {
        if (node.getInfo() instanceof TensorInfo tensor && tensor.type == ai.onnxruntime.OnnxJavaType.FLOAT) {
            return tensor;
        }
        throw new IOException("'" + node.getName() + "' is no tensor of 32-bit floats");
    }

    /** The last output that is a tensor of floats: classifiers often give the label first. */
    private static String output(OrtSession session) throws OrtException, IOException {
        String last = null;
        for (NodeInfo node : session.getOutputInfo().values()) {
            if (node.getInfo() instanceof TensorInfo tensor && tensor.type == ai.onnxruntime.OnnxJavaType.FLOAT) {
                last = node.getName();
            }
        }
        if (last == null) {
            throw new IOException("no output is a tensor of 32-bit floats; from scikit-learn, export with zipmap=False");
        }
        return last;
    }

    @Override
    public ModelDescription description() {
        return description;
    }

    @Override
    public synchronized float[][] predict(float[][] inputs) {
        Models.requireFit(description, inputs);
        float[][] all = new float[inputs.length][];
        int together = shape[0] > 0 ? (int) shape[0] : inputs.length;
        for (int from = 0; from < inputs.length; from += together) {
            float[][] rows = new float[together][description.input().values()];
            int count = Math.min(together, inputs.length - from);
            System.arraycopy(inputs, from, rows, 0, count);
            System.arraycopy(run(rows), 0, all, from, count);
        }
        return all;
    }

    private float[][] run(float[][] rows) {
        long[] dimensions = dimensions(rows.length);
        try (OnnxTensor batch = OnnxTensor.createTensor(OrtEnvironment.getEnvironment(), values(rows), dimensions);
                OrtSession.Result result = session.run(Map.of(input, batch), java.util.Set.of(output))) {
            FloatBuffer answer = ((OnnxTensor) result.get(0)).getFloatBuffer();
            float[] values = new float[answer.remaining()];
            answer.get(values);
            return Outputs.probabilities(values, rows.length, description);
        } catch (OrtException e) {
            throw new IllegalStateException("ONNX Runtime cannot predict: " + e.getMessage(), e);
        }
    }

    private long[] dimensions(int rows) {
        InputShape in = description.input();
        if (!in.isImage() || shape.length != 4) {
            return new long[] {rows, in.values()};
        }
        return channelsLast()
                ? new long[] {rows, in.height(), in.width(), in.channels()}
                : new long[] {rows, in.channels(), in.height(), in.width()};
    }

    private boolean channelsLast() {
        return shape.length == 4 && shape[3] == description.input().channels() && shape[1] != description.input().channels();
    }

    /** The values of all rows; images come with the channels last and leave as the model wants them. */
    private FloatBuffer values(float[][] rows) {
        InputShape in = description.input();
        FloatBuffer all = FloatBuffer.allocate(rows.length * in.values());
        boolean turned = in.isImage() && in.channels() > 1 && shape.length == 4 && !channelsLast();
        for (float[] row : rows) {
            if (!turned) {
                all.put(row);
                continue;
            }
            for (int channel = 0; channel < in.channels(); channel++) {
                for (int pixel = 0; pixel < in.height() * in.width(); pixel++) {
                    all.put(row[pixel * in.channels() + channel]);
                }
            }
        }
        return all.rewind();
    }

    @Override
    public synchronized void close() {
        try {
            session.close();
        } catch (OrtException | IllegalStateException e) {
            throw new IllegalStateException("the ONNX session cannot be closed: " + e.getMessage(), e);
        }
    }
}
