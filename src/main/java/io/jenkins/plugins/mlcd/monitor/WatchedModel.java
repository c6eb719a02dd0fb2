package io.jenkins.plugins.mlcd.monitor;

import io.jenkins.plugins.mlcd.monitor.profile.Profile;
import io.jenkins.plugins.mlcd.monitor.rules.ModelAge;
import java.util.Objects;

/**
 * What is known of a watched model before its traffic is looked at.
 *
 * @param reference profile of what it was trained on; empty when no rule needs one
 * @param age how old it is
 */
public record WatchedModel(Profile reference, ModelAge age) {

    public WatchedModel {
        Objects.requireNonNull(reference, "reference");
        Objects.requireNonNull(age, "age");
    }
}
