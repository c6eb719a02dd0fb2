package io.jenkins.plugins.mlcd.canary.local;

import io.jenkins.plugins.mlcd.canary.Workload;
import io.jenkins.plugins.mlcd.target.LocalTargetClient;
import io.jenkins.plugins.mlcd.target.ModelZip;
import io.jenkins.plugins.mlcd.target.Role;
import io.jenkins.plugins.mlcd.target.TargetState.DeployedModel;
import java.io.IOException;
import java.util.Optional;

/** The model servers of a local target. */
public final class LocalWorkload implements Workload {

    private final LocalTargetClient client;
    private final ModelZip files;

    /** @param files of the model that is rolled out */
    public LocalWorkload(LocalTargetClient client, ModelZip files) {
        this.client = client;
        this.files = files;
    }

    @Override
    public Optional<String> stable() throws IOException, InterruptedException {
        return client.state().stable().map(DeployedModel::model);
    }

    @Override
    public void deployStable(String model) throws IOException, InterruptedException {
        requireReady(model, client.deploy(Role.STABLE, model, files).stable());
    }

    /** A canary of an earlier rollout that was never ended makes room. */
    @Override
    public void deployCanary(String model) throws IOException, InterruptedException {
        Optional<DeployedModel> present = client.state().canary();
        if (present.isPresent() && !present.get().model().equals(model)) {
            client.removeCanary();
        }
        requireReady(model, client.deploy(Role.CANARY, model, files).canary());
    }

    @Override
    public void promote(String model) throws IOException, InterruptedException {
        client.promote(model);
    }

    @Override
    public void removeCanary() throws IOException, InterruptedException {
        client.removeCanary();
    }

    private void requireReady(String model, Optional<DeployedModel> deployed) throws IOException {
        if (deployed.isEmpty() || !deployed.get().model().equals(model) || !deployed.get().ready()) {
            throw new IOException("the target at " + client.adminUrl() + " took " + model + ", but does not serve it");
        }
    }
}
