package io.jenkins.plugins.mlcd.monitor.rules;

import io.jenkins.plugins.mlcd.monitor.profile.Profile;
import java.util.Map;

/**
 * A rule about one window of traffic. Pure: the same reference, window and level give the same finding.
 */
public interface Rule {

    /** What a Jenkinsfile calls it, such as {@code drift}. */
    String name();

    /** Its parameters as they are recorded. */
    Map<String, Object> parameters();

    /** Whether it compares with a reference profile. */
    boolean needsReference();

    /**
     * What the rule says about {@code window}.
     *
     * @param reference profile of what the model was trained on; empty when the rule needs none
     * @param window at least one sample
     * @param level chance of a violation by mere chance that is accepted for this window, 0..1
     */
    Finding inspect(Profile reference, Profile window, double level);
}
