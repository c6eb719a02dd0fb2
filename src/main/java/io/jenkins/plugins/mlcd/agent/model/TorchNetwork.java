package io.jenkins.plugins.mlcd.agent.model;

import ai.djl.nn.Block;
import io.jenkins.plugins.mlcd.agent.data.InputShape;
import java.util.ArrayList;
import java.util.List;

/** An algorithm that is a network on PyTorch. All of them share the parameters of training. */
public interface TorchNetwork extends Algorithm {

    @Override
    default String framework() {
        return "pytorch";
    }

    /**
     * The untrained network, from a batch of inputs (images as N x C x H x W, rows as N x F) to a batch of logits (N x classes).
     *
     * @throws IllegalArgumentException when the network cannot take such input
     */
    Block block(Settings settings, InputShape input, int classes);

    /** The network's own parameters and then those of training, with the number of epochs that suits it. */
    static List<Parameter> withTraining(int epochs, double rate, String rates, Parameter... own) {
        List<Parameter> parameters = new ArrayList<>(List.of(own));
        parameters.add(Parameter.real("lr", 1e-6, 1, rate, rates, "highest learning rate of Adam; it rises over the first third and falls to zero"));
        parameters.add(Parameter.integer("batch", 1, 4096, 64, "32, 64, 128", "samples in a step"));
        parameters.add(Parameter.integer("epochs", 1, 1000, epochs, "", "passes over the training data"));
        parameters.add(Parameter.integer("shift", 0, 8, 0, "0, 1, 2", "images are moved at random by up to so many pixels in each pass"));
        return List.copyOf(parameters);
    }

    /** The parameter that all these networks have: the share of values that is dropped before the last layer. */
    static Parameter dropout() {
        return Parameter.real("dropout", 0, 0.9, 0.2, "0.0..0.5", "share of the last hidden layer that is dropped in training");
    }

    /** Refuses inputs that are no images of at least {@code least} pixels a side. */
    static void requireImage(Algorithm algorithm, InputShape input, int least) {
        if (!input.isImage() || input.height() < least || input.width() < least) {
            throw new IllegalArgumentException(algorithm.name() + " needs images of at least " + least + " x " + least + " pixels, but the data holds a " + input
                    + " a sample");
        }
    }
}
