package io.jenkins.plugins.mlcd.agent.model;

import java.util.List;

/** A way to make a model: its name, and its parameters with their ranges and defaults. */
public interface Algorithm {

    /** The name as in {@code ML_ALGORITHM}. */
    String name();

    /** One sentence for people. */
    String summary();

    /** The framework as in {@code model.json}. */
    String framework();

    List<Parameter> parameters();
}
