package io.jenkins.plugins.mlcd.agent.model;

import java.util.List;
import java.util.stream.Collectors;

/** The algorithms that mlcd brings. */
public final class Algorithms {

    private static final List<Algorithm> ALL = List.of(new ConvNet(), new Mlp(), new VggSmall(), new ResNetSmall(), new BoostedTrees(), new Transfer());

    private Algorithms() {}

    public static List<Algorithm> all() {
        return ALL;
    }

    /**
     * The algorithm called {@code name}.
     *
     * @throws IllegalArgumentException when there is none; the message lists them
     */
    public static Algorithm named(String name) {
        return ALL.stream()
                .filter(algorithm -> algorithm.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no algorithm '" + name + "'; there are "
                        + ALL.stream().map(Algorithm::name).collect(Collectors.joining(", "))));
    }
}
