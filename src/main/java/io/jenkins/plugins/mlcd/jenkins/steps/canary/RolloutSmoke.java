package io.jenkins.plugins.mlcd.jenkins.steps.canary;

import io.jenkins.plugins.mlcd.canary.SmokeCheck;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;

/** The smoke tests of a rollout, at the servers of its target. */
record RolloutSmoke(SmokeTests tests, Endpoints endpoints) implements SmokeCheck {

    /** Where the versions answer. */
    interface Endpoints {
        URI canary() throws IOException, InterruptedException;

        URI production() throws IOException, InterruptedException;
    }

    @Override
    public void canary(String model) throws IOException, InterruptedException {
        tests.run("canary", model, endpoints.canary(), Optional.of(endpoints.production()));
    }

    @Override
    public void production(String model) throws IOException, InterruptedException {
        tests.run("production", model, endpoints.production(), Optional.empty());
    }
}
