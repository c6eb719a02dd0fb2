package io.jenkins.plugins.mlcd.canary;

import java.io.IOException;

/**
 * Asks the servers themselves, once. Both throw {@link io.jenkins.plugins.mlcd.target.TargetException} as a refusal when the answers are not
 * well, and any other {@link IOException} when it could not be found out.
 */
public interface SmokeCheck {

    /** Tests the canary before it gets traffic. */
    void canary(String model) throws IOException, InterruptedException;

    /** Tests what users get after the promotion. */
    void production(String model) throws IOException, InterruptedException;
}
