package io.jenkins.plugins.mlcd.agent.train;

import io.jenkins.plugins.mlcd.agent.data.ContentHash;
import io.jenkins.plugins.mlcd.agent.data.Part;
import io.jenkins.plugins.mlcd.agent.model.ModelDescription;
import io.jenkins.plugins.mlcd.agent.model.Models;
import io.jenkins.plugins.mlcd.agent.model.Transfer;
import io.jenkins.plugins.mlcd.agent.profile.ReferenceProfile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** One training from data to a model directory, with its reports. */
public final class Training {

    private final Reporter reporter;
    private final Optional<String> commit;
    private Map<String, Double> last = Map.of();

    /** @param commit the version of the code that trains, where it is known */
    public Training(Reporter reporter, Optional<String> commit) {
        this.reporter = reporter;
        this.commit = commit;
    }

    /**
     * Trains the job's model and writes it to {@code modelDir}, when one is given, with its reference profile.
     *
     * @param training all training data: what is learned from and what is held out
     * @return the last step's metrics
     */
    public Map<String, Double> run(Job job, Part training, Optional<Path> modelDir) throws IOException {
        try (Trainer.Trained trained = trainer(job).train(job, this::step)) {
            Map<String, Object> resources = new LinkedHashMap<>();
            long parameters = trained.parameters();
            resources.put("parameters", parameters);
            if (modelDir.isPresent()) {
                write(job, training, trained, modelDir.get());
                resources.put("model_bytes", Models.bytes(modelDir.get()));
            }
            resources.putAll(Resources.used(trained.onGpu()));
            reporter.resources(resources);
            return last;
        }
    }

    private static Trainer trainer(Job job) {
        if (job.algorithm() instanceof Transfer) {
            return new TransferTrainer();
        }
        return job.algorithm().framework().equals("xgboost") ? new XgboostTrainer() : new TorchTrainer();
    }

    private void step(int step, int of, Map<String, Double> metrics) throws IOException {
        last = metrics;
        reporter.step(step, metrics);
        reporter.say(String.format(Locale.ROOT, "step %d/%d  accuracy %.4f  loss %.4f", step, of, metrics.get("accuracy"), metrics.get("loss")));
    }

    private void write(Job job, Part training, Trainer.Trained trained, Path directory) throws IOException {
        Files.createDirectories(directory);
        trained.save(directory);
        ModelDescription plain = job.description();
        ModelDescription.Data data = new ModelDescription.Data(ContentHash.version(training), training.labelled().size());
        new ModelDescription(plain.schema(), plain.version(), plain.algorithm(), plain.params(), plain.framework(), plain.classes(), plain.input(),
                        Optional.of(trained.parameters()), plain.seed(), last, Optional.of(data), commit, Optional.empty())
                .write(directory);
        ReferenceProfile.write(directory, training, trained.predictor());
    }
}
