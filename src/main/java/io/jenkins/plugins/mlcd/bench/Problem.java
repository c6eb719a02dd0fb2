package io.jenkins.plugins.mlcd.bench;

import io.jenkins.plugins.mlcd.sweep.SearchSpace;
import io.jenkins.plugins.mlcd.sweep.Suggestion;
import java.util.Map;

/** Something to minimise whose minimum is known to be 0: a value is a regret. */
interface Problem {

    String name();

    Map<String, SearchSpace> algorithms();

    /** How far the suggestion's value is above the least there is; at least 0. */
    double regret(Suggestion suggestion);
}
