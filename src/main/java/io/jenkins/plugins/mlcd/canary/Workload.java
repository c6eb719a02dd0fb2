package io.jenkins.plugins.mlcd.canary;

import java.io.IOException;
import java.util.Optional;

/** The servers of a model on a target. Every method may be repeated: what is already so stays so. */
public interface Workload {

    /** The version that users have; empty on a target without one. */
    Optional<String> stable() throws IOException, InterruptedException;

    /** Starts {@code model} as the first version of the target, and returns when it answers requests. */
    void deployStable(String model) throws IOException, InterruptedException;

    /** Starts {@code model} beside the stable version, without traffic, and returns when it answers requests. */
    void deployCanary(String model) throws IOException, InterruptedException;

    /** Makes the canary {@code model} the stable version and stops the former one. */
    void promote(String model) throws IOException, InterruptedException;

    /** Stops the canary, if there is one; users have the stable version alone afterwards. */
    void removeCanary() throws IOException, InterruptedException;
}
