package io.jenkins.plugins.mlcd.agent.model;

import ai.djl.nn.Block;
import ai.djl.nn.Blocks;
import ai.djl.nn.SequentialBlock;
import io.jenkins.plugins.mlcd.agent.data.InputShape;
import java.util.List;

/** LeNet-5 (LeCun et al. 1998) with rectifiers, batch norm and dropout. */
final class ConvNet implements TorchNetwork {

    @Override
    public String name() {
        return "convnet";
    }

    @Override
    public String summary() {
        return "two convolutions and a hidden layer, after LeNet, with batch norm and dropout";
    }

    @Override
    public List<Parameter> parameters() {
        return TorchNetwork.withTraining(
                3, 0.01, "2e-3..3e-2 log",
                Parameter.integer("width", 2, 128, 8, "6, 8, 12", "filters of the first convolution; the second has twice as many"),
                Parameter.integer("hidden", 8, 2048, 64, "", "units of the hidden layer"),
                TorchNetwork.dropout());
    }

    @Override
    public Block block(Settings settings, InputShape input, int classes) {
        TorchNetwork.requireImage(this, input, 8);
        int width = settings.integer("width");
        return new SequentialBlock()
                .add(Layers.convolution(width, 5, 1)).add(Layers.halve()).add(Layers.normedRelu())
                .add(Layers.convolution(2 * width, 5, 1)).add(Layers.halve()).add(Layers.normedRelu())
                .add(Blocks.batchFlattenBlock())
                .add(Layers.linear(settings.integer("hidden"))).add(Layers.normedRelu())
                .add(Layers.dropout(settings))
                .add(Layers.linear(classes));
    }
}
