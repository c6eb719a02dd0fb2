package io.jenkins.plugins.mlcd.agent.model;

import ai.djl.nn.Block;
import ai.djl.nn.Blocks;
import ai.djl.nn.SequentialBlock;
import io.jenkins.plugins.mlcd.agent.data.InputShape;
import java.util.List;

/** Pairs of 3 x 3 convolutions between poolings, after VGG (Simonyan and Zisserman 2014, arXiv:1409.1556), small. */
final class VggSmall implements TorchNetwork {

    @Override
    public String name() {
        return "vgg-small";
    }

    @Override
    public String summary() {
        return "two pairs of 3 x 3 convolutions between poolings, after VGG";
    }

    @Override
    public List<Parameter> parameters() {
        return TorchNetwork.withTraining(
                2, 0.005, "1e-3..2e-2 log",
                Parameter.integer("width", 2, 128, 8, "6, 8, 12", "filters of the first pair; the second has twice as many"),
                TorchNetwork.dropout());
    }

    @Override
    public Block block(Settings settings, InputShape input, int classes) {
        TorchNetwork.requireImage(this, input, 8);
        int width = settings.integer("width");
        return new SequentialBlock()
                .add(Layers.convolution(width, 3, 1)).add(Layers.relu())
                .add(Layers.convolution(width, 3, 1)).add(Layers.halve()).add(Layers.normedRelu())
                .add(Layers.convolution(2 * width, 3, 1)).add(Layers.relu())
                .add(Layers.convolution(2 * width, 3, 1)).add(Layers.halve()).add(Layers.normedRelu())
                .add(Blocks.batchFlattenBlock())
                .add(Layers.linear(64)).add(Layers.relu())
                .add(Layers.dropout(settings))
                .add(Layers.linear(classes));
    }
}
