package io.jenkins.plugins.mlcd.agent.model;

import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Block;
import ai.djl.nn.SequentialBlock;
import ai.djl.training.ParameterStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Runs a network on PyTorch. */
public final class TorchPredictor implements Predictor {

    /** Rows of one forward pass: more do not go faster, and take memory. */
    private static final int BATCH = 256;

    private final ModelDescription description;
    private final Model model;
    private final boolean owned;
    private final Block hidden;
    private final Block last;

    private TorchPredictor(ModelDescription description, Model model, boolean owned) {
        this.description = description;
        this.model = model;
        this.owned = owned;
        List<Block> layers = model.getBlock().getChildren().values();
        SequentialBlock before = new SequentialBlock();
        before.addAll(layers.subList(0, layers.size() - 1));
        hidden = before;
        last = layers.get(layers.size() - 1);
    }

    static TorchPredictor load(Path directory, ModelDescription description) throws IOException {
        return new TorchPredictor(description, network(directory, description), true);
    }

    /** The network in {@code directory} with its weights. */
    static Model network(Path directory, ModelDescription description) throws IOException {
        Model model = null;
        try {
            if (!(Algorithms.named(description.algorithm()) instanceof TorchNetwork network)) {
                throw new IllegalArgumentException(description.algorithm() + " is no network");
            }
            Map<String, String> given = new LinkedHashMap<>();
            description.params().forEach((name, value) -> given.put(name, String.valueOf(value)));
            model = Torch.model(network, Settings.of(network, given), description.input(), description.classes().size());
            model.load(directory, Torch.WEIGHTS);
            return model;
        } catch (MalformedModelException | IOException | RuntimeException e) {
            if (model != null) {
                model.close();
            }
            throw new IOException(directory + ": the weights do not fit " + ModelDescription.FILE + " (" + e.getMessage() + ")", e);
        }
    }

    /** A predictor over a model in memory, such as one that is being trained; closing it leaves the model open. */
    public static TorchPredictor over(Model model, ModelDescription description) {
        return new TorchPredictor(description, model, false);
    }

    @Override
    public ModelDescription description() {
        return description;
    }

    @Override
    public float[][] predict(float[][] inputs) {
        return answer(inputs, false).probabilities();
    }

    @Override
    public Answers answer(float[][] inputs) {
        return answer(inputs, true);
    }

    private synchronized Answers answer(float[][] inputs, boolean embed) {
        Models.requireFit(description, inputs);
        float[][] probabilities = new float[inputs.length][];
        Optional<float[][]> embedding = embed ? Optional.of(new float[inputs.length][]) : Optional.empty();
        for (int from = 0; from < inputs.length; from += BATCH) {
            float[][] rows = Arrays.copyOfRange(inputs, from, Math.min(inputs.length, from + BATCH));
            forward(rows, from, probabilities, embedding);
        }
        return new Answers(probabilities, embedding);
    }

    private void forward(float[][] rows, int from, float[][] probabilities, Optional<float[][]> embedding) {
        try (NDManager manager = model.getNDManager().newSubManager()) {
            ParameterStore parameters = new ParameterStore(manager, false);
            NDList before = hidden.forward(parameters, new NDList(Torch.batch(manager, description.input(), rows)), false);
            embedding.ifPresent(all -> copyRows(before.singletonOrThrow().toFloatArray(), all, from, rows.length));
            float[] logits = last.forward(parameters, before, false).singletonOrThrow().toFloatArray();
            System.arraycopy(Torch.probabilities(logits, rows.length, description.classes().size()), 0, probabilities, from, rows.length);
        }
    }

    private static void copyRows(float[] values, float[][] all, int from, int rows) {
        int size = values.length / rows;
        for (int row = 0; row < rows; row++) {
            all[from + row] = Arrays.copyOfRange(values, row * size, (row + 1) * size);
        }
    }

    @Override
    public synchronized void close() {
        if (owned) {
            model.close();
        }
    }
}
