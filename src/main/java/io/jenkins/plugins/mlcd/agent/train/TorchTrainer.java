package io.jenkins.plugins.mlcd.agent.train;

import ai.djl.Model;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Parameter;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.GradientCollector;
import ai.djl.training.loss.Loss;
import ai.djl.training.optimizer.Optimizer;
import io.jenkins.plugins.mlcd.agent.data.InputShape;
import io.jenkins.plugins.mlcd.agent.evaluate.Scores;
import io.jenkins.plugins.mlcd.agent.model.Predictor;
import io.jenkins.plugins.mlcd.agent.model.Torch;
import io.jenkins.plugins.mlcd.agent.model.TorchNetwork;
import io.jenkins.plugins.mlcd.agent.model.TorchPredictor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/**
 * Trains networks on PyTorch with Adam and a one-cycle learning rate. Only one network may be trained at a time in a process, because
 * DJL's gradient collector is one for all; the seed is the process's, too.
 */
final class TorchTrainer implements Trainer {

    @Override
    public Trained train(Job job, Steps steps) throws IOException {
        Engine.getEngine("PyTorch").setRandomSeed((int) job.seed());
        Model model = Torch.model((TorchNetwork) job.algorithm(), job.settings(), job.data().learn().shape(), job.classes().size());
        TrainedNetwork trained = new TrainedNetwork(model, TorchPredictor.over(model, job.description()));
        Batches batches = new Batches(job);
        int epochs = job.settings().integer("epochs");
        try (ai.djl.training.Trainer trainer = model.newTrainer(config(job, epochs * batches.count()))) {
            trainer.initialize(Torch.batch(job.data().learn().shape(), 1));
            for (int epoch = 1; epoch <= epochs; epoch++) {
                double loss = pass(trainer, batches, job.data().learn().shape());
                Map<String, Double> metrics = Trainer.metrics(Scores.of(trained.predictor, job.data().heldOut()));
                metrics.put("train_loss", loss);
                steps.done(epoch, epochs, metrics);
                requireFinite(loss, epoch, job);
            }
        } catch (IOException | RuntimeException e) {
            model.close();
            throw e;
        }
        return trained;
    }

    private static DefaultTrainingConfig config(Job job, int updates) {
        return new DefaultTrainingConfig(Loss.softmaxCrossEntropyLoss())
                .optOptimizer(Optimizer.adam()
                        .optLearningRateTracker(new OneCycle((float) job.settings().real("lr"), updates))
                        .build())
                .optDevices(new ai.djl.Device[] {Torch.device()});
    }

    /** One pass over the data; the mean loss of its batches. */
    private static double pass(ai.djl.training.Trainer trainer, Batches batches, InputShape shape) {
        double sum = 0;
        for (Batches.Batch batch : batches.pass()) {
            try (NDManager manager = trainer.getManager().newSubManager()) {
                NDList input = new NDList(Torch.batch(manager, shape, batch.rows()));
                NDList target = new NDList(manager.create(batch.targets()));
                try (GradientCollector gradients = trainer.newGradientCollector()) {
                    NDArray loss = trainer.getLoss().evaluate(target, trainer.forward(input));
                    gradients.backward(loss);
                    sum += loss.getFloat();
                }
                trainer.step();
            }
        }
        return sum / batches.count();
    }

    static void requireFinite(double loss, int epoch, Job job) throws TrainingException {
        if (!Double.isFinite(loss)) {
            throw new TrainingException("the loss is " + loss + " after epoch " + epoch + ": training diverged; a lower lr than "
                    + job.settings().real("lr") + " may help");
        }
    }

    private record TrainedNetwork(Model model, Predictor predictor) implements Trained {

        @Override
        public boolean onGpu() {
            return Torch.device().isGpu();
        }

        @Override
        public long parameters() {
            return model.getBlock().getParameters().values().stream()
                    .filter(Parameter::requiresGradient)
                    .mapToLong(parameter -> parameter.getArray().size())
                    .sum();
        }

        @Override
        public void save(Path directory) throws IOException {
            model.setProperty("Epoch", "0");
            model.save(directory, Torch.WEIGHTS);
        }

        @Override
        public void close() {
            model.close();
        }
    }
}
