package io.jenkins.plugins.mlcd.canary;

import java.io.IOException;
import java.util.Optional;

/**
 * The servers of a model on a target. Every method may be repeated: what is already so stays so. All throw
 * {@link NotReadyException} for a version that will not become ready, and any other {@link IOException} for a target that
 * fails and is asked again later.
 */
public interface Workload {

    /** The version that users have; empty on a target without one. */
    Optional<String> stable() throws IOException, InterruptedException;

    /** Starts {@code model} as the first version of the target, and returns when it answers requests. */
    void deployStable(String model) throws IOException, InterruptedException;

    /** Starts {@code model} beside the stable version, without traffic, and returns when it answers requests. */
    void deployCanary(String model) throws IOException, InterruptedException;

    /**
     * Makes {@code model}, which runs as the canary and keeps answering meanwhile, the stable version, and returns when that
     * answers requests. Afterwards the traffic is set back to weight 0, and {@link #removeCanary} called.
     */
    void promote(String model) throws IOException, InterruptedException;

    /** Stops the canary, if there is one; users have the stable version alone afterwards. */
    void removeCanary() throws IOException, InterruptedException;

    /**
     * Makes {@code former}, which was the stable version before {@link #promote}, the stable version again, because the new one
     * turned out bad in production; returns when it answers requests, and leaves no canary behind.
     */
    void restore(String former) throws IOException, InterruptedException;
}
