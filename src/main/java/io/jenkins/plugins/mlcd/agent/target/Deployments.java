package io.jenkins.plugins.mlcd.agent.target;

import io.jenkins.plugins.mlcd.agent.model.ModelDescription;
import io.jenkins.plugins.mlcd.agent.serve.HttpException;
import io.jenkins.plugins.mlcd.agent.serve.ModelName;
import io.jenkins.plugins.mlcd.target.RequestSplit;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.logging.Logger;

/**
 * Deploys, promotes and removes model versions, one change at a time. Each change is saved before it takes effect; traffic
 * moves in one step, and a server that lost its traffic is stopped only after it has answered what it was asked.
 */
final class Deployments implements AutoCloseable {

    private static final Logger LOGGER = Logger.getLogger(Deployments.class.getName());
    private static final Duration START_PATIENCE = Duration.ofMinutes(2);

    private final TargetFiles files;
    private final ServerLauncher launcher;
    private final InstantSource clock;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(Deployments::daemon);
    private final ExecutorService retirements = Executors.newCachedThreadPool(Deployments::daemon);
    private volatile Deployment current = Deployment.NONE;

    Deployments(TargetFiles files, ServerLauncher launcher, InstantSource clock) {
        this.files = files;
        this.launcher = launcher;
        this.clock = clock;
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "deployments");
        thread.setDaemon(true);
        return thread;
    }

    Deployment current() {
        return current;
    }

    /** Starts what was deployed when the target ended, and waits until it can predict or has failed once. */
    synchronized void restore() throws IOException, InterruptedException {
        TargetFiles.Saved saved = files.load();
        current = new Deployment(saved.stable().map(this::restored), saved.canary().map(this::restored), saved.split());
        files.deleteAllBut(current);
        List<DeployedModel> models = current.models().toList();
        models.forEach(DeployedModel::keepRunning);
        for (DeployedModel model : models) {
            model.awaitReady(START_PATIENCE);
        }
    }

    private DeployedModel restored(TargetFiles.SavedModel model) {
        return deployed(model.model(), files.modelDirectory(model.directory()), model.since());
    }

    private DeployedModel deployed(String model, Path directory, Instant since) {
        return new DeployedModel(model, directory, since, launcher, timer);
    }

    /** Makes {@code model}, packed in {@code zip}, the stable version; the former one is drained. The same again changes nothing. */
    synchronized void stable(String model, Path zip) throws IOException, InterruptedException {
        if (isStable(model)) {
            return;
        }
        if (isCanary(model)) {
            throw new HttpException(409, "model " + model + " is the canary; promote it to make it stable");
        }
        DeployedModel fresh = start(model, zip);
        change(before -> before.withStable(fresh));
    }

    /** Makes {@code model}, packed in {@code zip}, the canary, without traffic yet. The same again changes nothing. */
    synchronized void canary(String model, Path zip) throws IOException, InterruptedException {
        if (isCanary(model)) {
            return;
        }
        if (isStable(model)) {
            throw new HttpException(409, "model " + model + " is the stable version already");
        }
        if (current.stable().isEmpty()) {
            throw new HttpException(409, "there is no stable version yet that a canary could be compared with");
        }
        DeployedModel fresh = start(model, zip);
        change(before -> before.withCanary(fresh));
    }

    synchronized void split(RequestSplit split) throws IOException {
        if (split.usesCanary() && current.canary().isEmpty()) {
            throw new HttpException(409, "there is no canary that could get " + split.weight() + " percent of the requests, or copies of "
                    + split.mirror() + " percent");
        }
        change(before -> before.withSplit(split));
    }

    /** Makes the canary {@code model} the stable version. When it is that already, nothing changes. */
    synchronized void promote(String model) throws IOException {
        if (isStable(model)) {
            return;
        }
        if (!isCanary(model)) {
            throw new HttpException(409, "model " + model + " is not the canary, so it cannot be promoted");
        }
        change(Deployment::promoted);
    }

    synchronized void removeCanary() throws IOException {
        if (current.canary().isPresent()) {
            change(Deployment::withoutCanary);
        }
    }

    private boolean isStable(String model) {
        return current.stable().filter(stable -> stable.model().equals(model)).isPresent();
    }

    private boolean isCanary(String model) {
        return current.canary().filter(canary -> canary.model().equals(model)).isPresent();
    }

    /** @throws HttpException 422 when the archive holds no model that starts */
    private DeployedModel start(String model, Path zip) throws IOException, InterruptedException {
        ModelName.require(model);
        Path directory = files.newModelDirectory(model, clock.instant());
        DeployedModel fresh = deployed(model, directory, clock.instant());
        try {
            ModelUnzip.unpack(zip, directory);
            ModelDescription.read(directory);
            fresh.start(START_PATIENCE);
            return fresh;
        } catch (IOException e) {
            TargetFiles.delete(directory);
            throw new HttpException(422, e.getMessage().replace(directory.toString(), model));
        }
    }

    /** Saves, then switches, then retires whoever is not deployed any more. */
    private void change(UnaryOperator<Deployment> change) throws IOException {
        Deployment before = current;
        Deployment after = change.apply(before);
        if (after.equals(before)) {
            return;
        }
        files.save(after);
        current = after;
        before.models()
                .filter(model -> after.models().noneMatch(kept -> kept == model))
                .forEach(model -> retirements.submit(() -> retire(model)));
    }

    private void retire(DeployedModel model) {
        model.drain();
        try {
            TargetFiles.delete(model.directory());
        } catch (IOException e) {
            LOGGER.warning("the files of the retired model " + model.model() + " could not be deleted: " + e.getMessage());
        }
    }

    /** Drains and stops all servers; the saved state stays as it is. */
    @Override
    public void close() {
        Deployment last;
        synchronized (this) {
            last = current;
            current = Deployment.NONE;
        }
        timer.shutdownNow();
        last.models().forEach(model -> retirements.submit(model::drain));
        retirements.shutdown();
        try {
            if (!retirements.awaitTermination(25, TimeUnit.SECONDS)) {
                LOGGER.warning("some model servers did not stop in 25 seconds; they end with this process");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The deployed model of that name, or the stable one when no name is given. */
    Optional<DeployedModel> find(Optional<String> model) {
        Deployment now = current;
        return model.map(now::find).orElse(now.stable());
    }
}
