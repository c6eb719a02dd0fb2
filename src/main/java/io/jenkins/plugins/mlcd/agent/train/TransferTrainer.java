package io.jenkins.plugins.mlcd.agent.train;

import io.jenkins.plugins.mlcd.agent.data.InputShape;
import io.jenkins.plugins.mlcd.agent.data.Part;
import io.jenkins.plugins.mlcd.agent.data.Split;
import io.jenkins.plugins.mlcd.agent.model.Base;
import io.jenkins.plugins.mlcd.agent.model.Predictor;
import io.jenkins.plugins.mlcd.agent.model.TransferPredictor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Trains new last layers on a base. The base does not change, so the features of each sample are computed once, before the first step. */
final class TransferTrainer implements Trainer {

    @Override
    public Trained train(Job job, Steps steps) throws IOException {
        Base base = Base.open(job.base().orElseThrow(), job.settings().integer("layers"), job.data().learn().shape());
        try {
            Split features = new Split(features(base, job.data().learn()), features(base, job.data().heldOut()));
            Job head = new Job(job.algorithm(), job.settings(), features, job.classes(), job.seed(), Optional.empty());
            return new TrainedOnBase(job, base, new TorchTrainer().train(head, steps));
        } catch (IOException | RuntimeException e) {
            base.close();
            throw e;
        }
    }

    private static Part features(Base base, Part part) {
        float[][] features = base.features(part.samples().stream().map(Part.Sample::input).toArray(float[][]::new));
        List<Part.Sample> samples = new ArrayList<>();
        for (int i = 0; i < features.length; i++) {
            Part.Sample sample = part.get(i);
            samples.add(new Part.Sample(sample.id(), features[i], sample.label(), sample.part()));
        }
        return new Part(part.name(), InputShape.table(base.size()), samples);
    }

    private record TrainedOnBase(Job job, Base base, Trained head) implements Trained {

        @Override
        public Predictor predictor() {
            return new TransferPredictor(job.description(), base, head.predictor());
        }

        @Override
        public boolean onGpu() {
            return head.onGpu();
        }

        @Override
        public long parameters() throws IOException {
            return base.parameters() + head.parameters();
        }

        @Override
        public void save(Path directory) throws IOException {
            head.save(directory);
            base.save(directory);
        }

        @Override
        public void close() {
            head.close();
            base.close();
        }
    }
}
