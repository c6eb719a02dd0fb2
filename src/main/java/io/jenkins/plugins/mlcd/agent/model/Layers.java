package io.jenkins.plugins.mlcd.agent.model;

import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.Blocks;
import ai.djl.nn.ParallelBlock;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.BatchNorm;
import ai.djl.nn.norm.Dropout;
import ai.djl.nn.pooling.Pool;
import java.util.List;

/** The pieces that the networks are made of. */
final class Layers {

    private Layers() {}

    /** Convolution of odd {@code size} that keeps the image's size (divided by {@code stride}), without bias: batch norm follows. */
    static Block convolution(int filters, int size, int stride) {
        return Conv2d.builder()
                .setKernelShape(new Shape(size, size))
                .optPadding(new Shape(size / 2, size / 2))
                .optStride(new Shape(stride, stride))
                .optBias(false)
                .setFilters(filters)
                .build();
    }

    /** Batch norm and a rectifier. Behind a pooling they do a quarter of the work that they would do before it. */
    static SequentialBlock normedRelu() {
        return new SequentialBlock().add(norm()).add(relu());
    }

    static Block norm() {
        return BatchNorm.builder().build();
    }

    static Block relu() {
        return Activation.reluBlock();
    }

    static Block halve() {
        return Pool.maxPool2dBlock(new Shape(2, 2), new Shape(2, 2));
    }

    static Block linear(int units) {
        return Linear.builder().setUnits(units).build();
    }

    static Block dropout(Settings settings) {
        return Dropout.builder().optRate((float) settings.real("dropout")).build();
    }

    /** Two convolutions with a short cut around them (He et al. 2015, arXiv:1512.03385, figure 2). */
    static Block residual(int filters, int stride, boolean sameShape) {
        SequentialBlock path =
                new SequentialBlock().add(convolution(filters, 3, stride)).add(normedRelu()).add(convolution(filters, 3, 1)).add(norm());
        Block shortCut = sameShape ? Blocks.identityBlock() : new SequentialBlock().add(convolution(filters, 1, stride)).add(norm());
        return new SequentialBlock()
                .add(new ParallelBlock(
                        outputs -> new NDList(NDArrays.add(outputs.get(0).singletonOrThrow(), outputs.get(1).singletonOrThrow())), List.of(path, shortCut)))
                .add(relu());
    }
}
