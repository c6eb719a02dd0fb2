package io.jenkins.plugins.mlcd.agent.model;

import ai.djl.nn.Block;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.pooling.Pool;
import io.jenkins.plugins.mlcd.agent.data.InputShape;
import java.util.List;

/** Residual blocks over a pooled first convolution, after ResNet (He et al. 2015, arXiv:1512.03385), small. */
final class ResNetSmall implements TorchNetwork {

    @Override
    public String name() {
        return "resnet-small";
    }

    @Override
    public String summary() {
        return "a convolution and two residual blocks, after ResNet";
    }

    @Override
    public List<Parameter> parameters() {
        return TorchNetwork.withTraining(
                2, 0.01, "2e-3..5e-2 log",
                Parameter.integer("width", 2, 128, 12, "8, 12, 16", "filters of the first block; the second has twice as many"),
                TorchNetwork.dropout());
    }

    @Override
    public Block block(Settings settings, InputShape input, int classes) {
        TorchNetwork.requireImage(this, input, 8);
        int width = settings.integer("width");
        return new SequentialBlock()
                .add(Layers.convolution(width, 3, 1)).add(Layers.halve()).add(Layers.normedRelu())
                .add(Layers.residual(width, 1, true))
                .add(Layers.residual(2 * width, 2, false))
                .add(Pool.globalAvgPool2dBlock())
                .add(Layers.dropout(settings))
                .add(Layers.linear(classes));
    }
}
