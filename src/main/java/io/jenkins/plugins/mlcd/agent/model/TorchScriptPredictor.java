package io.jenkins.plugins.mlcd.agent.model;

import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.training.ParameterStore;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Runs a network that PyTorch saved with its code ({@code torch.jit.save}). It takes a batch of rows, or of images with the channels first, and answers
 * with logits, or with probabilities when {@code serving.output} says so.
 */
public final class TorchScriptPredictor implements Predictor {

    /** The network's file in a model directory. */
    public static final String FILE = "model.pt";

    private final ModelDescription description;
    private final Model model;

    private TorchScriptPredictor(ModelDescription description, Model model) {
        this.description = description;
        this.model = model;
    }

    static Predictor load(Path file, ModelDescription description) throws IOException {
        Model model = Model.newInstance(Torch.WEIGHTS, Torch.device(), "PyTorch");
        try (InputStream in = Files.newInputStream(file)) {
            model.load(in);
            return new TorchScriptPredictor(description, model);
        } catch (MalformedModelException | EngineException | IOException e) {
            model.close();
            throw new IOException(file + " is no TorchScript model (" + firstLine(e) + ")", e);
        }
    }

    private static String firstLine(Exception e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }

    @Override
    public ModelDescription description() {
        return description;
    }

    @Override
    public synchronized float[][] predict(float[][] inputs) {
        Models.requireFit(description, inputs);
        if (inputs.length == 0) {
            return new float[0][];
        }
        try (NDManager manager = model.getNDManager().newSubManager()) {
            NDList input = new NDList(Torch.batch(manager, description.input(), inputs));
            NDList output = model.getBlock().forward(new ParameterStore(manager, false), input, false);
            return Outputs.probabilities(output.get(0).toFloatArray(), inputs.length, description);
        } catch (EngineException e) {
            throw new IllegalStateException("PyTorch cannot predict: " + firstLine(e), e);
        }
    }

    @Override
    public synchronized void close() {
        model.close();
    }
}
