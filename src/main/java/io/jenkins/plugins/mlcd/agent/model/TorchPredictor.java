package io.jenkins.plugins.mlcd.agent.model;

import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.training.ParameterStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Runs a network on PyTorch. */
public final class TorchPredictor implements Predictor {

    /** Rows of one forward pass: more do not go faster, and take memory. */
    private static final int BATCH = 256;

    private final ModelDescription description;
    private final Model model;
    private final boolean owned;

    private TorchPredictor(ModelDescription description, Model model, boolean owned) {
        this.description = description;
        this.model = model;
        this.owned = owned;
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
    public synchronized float[][] predict(float[][] inputs) {
        Models.requireFit(description, inputs);
        float[][] probabilities = new float[inputs.length][];
        for (int from = 0; from < inputs.length; from += BATCH) {
            float[][] rows = java.util.Arrays.copyOfRange(inputs, from, Math.min(inputs.length, from + BATCH));
            System.arraycopy(forward(rows), 0, probabilities, from, rows.length);
        }
        return probabilities;
    }

    private float[][] forward(float[][] rows) {
        try (NDManager manager = model.getNDManager().newSubManager()) {
            NDList input = new NDList(Torch.batch(manager, description.input(), rows));
            NDList output = model.getBlock().forward(new ParameterStore(manager, false), input, false);
            return Torch.probabilities(output.singletonOrThrow().toFloatArray(), rows.length, description.classes().size());
        }
    }

    @Override
    public synchronized void close() {
        if (owned) {
            model.close();
        }
    }
}
