package io.jenkins.plugins.mlcd.agent.model;

import ai.djl.nn.Block;
import ai.djl.nn.Blocks;
import ai.djl.nn.SequentialBlock;
import io.jenkins.plugins.mlcd.agent.data.InputShape;
import java.util.List;

/** A multilayer perceptron with two hidden layers; takes images and table rows. */
final class Mlp implements TorchNetwork {

    @Override
    public String name() {
        return "mlp";
    }

    @Override
    public String summary() {
        return "a multilayer perceptron with two hidden layers; takes images and tables";
    }

    @Override
    public List<Parameter> parameters() {
        return TorchNetwork.withTraining(
                6, 0.003, "1e-4..1e-1 log",
                Parameter.integer("hidden", 4, 4096, 128, "64, 128, 256", "units of the first hidden layer; the second has half as many"),
                TorchNetwork.dropout());
    }

    @Override
    public Block block(Settings settings, InputShape input, int classes) {
        int hidden = settings.integer("hidden");
        return new SequentialBlock()
                .add(Blocks.batchFlattenBlock(input.values()))
                .add(Layers.linear(hidden)).add(Layers.normedRelu())
                .add(Layers.linear(hidden / 2)).add(Layers.normedRelu())
                .add(Layers.dropout(settings))
                .add(Layers.linear(classes));
    }
}
