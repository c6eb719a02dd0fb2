package io.jenkins.plugins.mlcd.agent.model;

import ai.djl.nn.Block;
import ai.djl.nn.SequentialBlock;
import io.jenkins.plugins.mlcd.agent.data.InputShape;
import java.util.List;

/** The new last layers on top of a network that was trained before on other data (transfer learning); only they are trained. */
public final class Transfer implements TorchNetwork {

    public static final String NAME = "transfer";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String summary() {
        return "new last layers on the network that --base names, whose other layers stay as they are";
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(
                Parameter.integer("layers", 1, 8, 2, "", "how many of the base's fully connected layers are left off and trained anew"),
                Parameter.integer("hidden", 0, 4096, 64, "0, 64, 128", "units of a new hidden layer; 0 for none"),
                TorchNetwork.dropout(),
                Parameter.real("lr", 1e-6, 1, 0.01, "1e-3..5e-2 log", "highest learning rate of Adam; it rises over the first third and falls to zero"),
                Parameter.integer("batch", 1, 4096, 64, "32, 64, 128", "samples in a step"),
                Parameter.integer("epochs", 1, 1000, 20, "", "passes over the training data"));
    }

    /** @param input the features that the base makes, as a table */
    @Override
    public Block block(Settings settings, InputShape input, int classes) {
        SequentialBlock block = new SequentialBlock();
        if (settings.integer("hidden") > 0) {
            block.add(Layers.linear(settings.integer("hidden"))).add(Layers.normedRelu());
        }
        return block.add(Layers.dropout(settings)).add(Layers.linear(classes));
    }
}
