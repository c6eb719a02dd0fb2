package io.jenkins.plugins.mlcd.jenkins.steps.canary;

import io.jenkins.plugins.mlcd.canary.Workload;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;

/** A workload whose new version is tested by itself before it counts as deployed. */
final class SmokeTestedWorkload implements Workload {

    private final Workload workload;
    private final SmokeTests tests;
    private final Endpoints endpoints;

    /** Where the versions answer. */
    interface Endpoints {
        URI canary() throws IOException, InterruptedException;

        URI production() throws IOException, InterruptedException;
    }

    SmokeTestedWorkload(Workload workload, SmokeTests tests, Endpoints endpoints) {
        this.workload = workload;
        this.tests = tests;
        this.endpoints = endpoints;
    }

    @Override
    public Optional<String> stable() throws IOException, InterruptedException {
        return workload.stable();
    }

    @Override
    public void deployStable(String model) throws IOException, InterruptedException {
        workload.deployStable(model);
    }

    @Override
    public void deployCanary(String model) throws IOException, InterruptedException {
        workload.deployCanary(model);
        tests.run("canary", model, endpoints.canary(), Optional.of(endpoints.production()));
    }

    @Override
    public void promote(String model) throws IOException, InterruptedException {
        workload.promote(model);
    }

    @Override
    public void removeCanary() throws IOException, InterruptedException {
        workload.removeCanary();
    }

    @Override
    public void restore(String former) throws IOException, InterruptedException {
        workload.restore(former);
    }

    /** Tests what users get now. */
    void testProduction(String model) throws IOException, InterruptedException {
        tests.run("production", model, endpoints.production(), Optional.empty());
    }
}
