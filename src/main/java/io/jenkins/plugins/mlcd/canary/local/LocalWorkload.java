package io.jenkins.plugins.mlcd.canary.local;

import io.jenkins.plugins.mlcd.canary.ModelSource;
import io.jenkins.plugins.mlcd.canary.Workload;
import io.jenkins.plugins.mlcd.target.LocalTargetClient;
import io.jenkins.plugins.mlcd.target.Role;
import io.jenkins.plugins.mlcd.target.TargetState.DeployedModel;
import java.io.IOException;
import java.util.Optional;

/** The model servers of a local target. */
public final class LocalWorkload implements Workload {

    private static final int ALL = 100;

    private final LocalTargetClient client;
    private final ModelSource files;

    public LocalWorkload(LocalTargetClient client, ModelSource files) {
        this.client = client;
        this.files = files;
    }

    @Override
    public Optional<String> stable() throws IOException, InterruptedException {
        return client.state().stable().map(DeployedModel::model);
    }

    @Override
    public void deployStable(String model) throws IOException, InterruptedException {
        requireReady(model, client.deploy(Role.STABLE, model, files.zip(model)).stable());
    }

    /** A canary of an earlier rollout that was never ended makes room. */
    @Override
    public void deployCanary(String model) throws IOException, InterruptedException {
        Optional<DeployedModel> present = client.state().canary();
        if (present.isPresent() && !present.get().model().equals(model)) {
            client.removeCanary();
        }
        requireReady(model, client.deploy(Role.CANARY, model, files.zip(model)).canary());
    }

    @Override
    public void promote(String model) throws IOException, InterruptedException {
        client.promote(model);
    }

    @Override
    public void removeCanary() throws IOException, InterruptedException {
        client.removeCanary();
    }

    /** The target has stopped the former version, so it is started again and takes the place of the new one. */
    @Override
    public void restore(String former) throws IOException, InterruptedException {
        if (!stable().equals(Optional.of(former))) {
            deployCanary(former);
            client.weight(ALL);
            client.promote(former);
        }
        client.removeCanary();
    }

    private void requireReady(String model, Optional<DeployedModel> deployed) throws IOException {
        if (deployed.isEmpty() || !deployed.get().model().equals(model) || !deployed.get().ready()) {
            throw new IOException("the target at " + client.adminUrl() + " took " + model + ", but does not serve it");
        }
    }
}
