package io.jenkins.plugins.mlcd.agent.profile;

import io.jenkins.plugins.mlcd.agent.data.InputShape;
import io.jenkins.plugins.mlcd.agent.data.Part;
import io.jenkins.plugins.mlcd.agent.data.Part.Sample;
import io.jenkins.plugins.mlcd.agent.data.Split;
import io.jenkins.plugins.mlcd.agent.model.Answers;
import io.jenkins.plugins.mlcd.agent.model.Predictor;
import io.jenkins.plugins.mlcd.agent.profile.EmbeddingProjection.Projector;
import io.jenkins.plugins.mlcd.monitor.profile.Profile;
import io.jenkins.plugins.mlcd.monitor.profile.ProfileBuilder;
import io.jenkins.plugins.mlcd.record.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The profile of a model's training data, with which its traffic is compared later. */
public final class ReferenceProfile {

    public static final String NAME = "profile.json";

    private static final int COMPONENTS = 32;
    private static final int MAX_ROWS = 1_000;
    private static final int MIN_HELD_OUT = 300;
    private static final int BATCH = 256;
    private static final long SEED = 1;

    private ReferenceProfile() {}

    /**
     * Writes {@code profile.json} and {@code features.json} into {@code modelDir}. The profile is of the held-out samples,
     * because on samples that it has learned a model is surer than it will be on traffic; when fewer than
     * {@value #MIN_HELD_OUT} are held out, it is of all.
     *
     * @param training all training data of the model, learned and held out
     */
    public static void write(Path modelDir, Part training, Predictor predictor) throws IOException {
        Split split = Split.of(training);
        fit(modelDir, predictor, split.learn().size() > 0 ? split.learn() : training);
        Part profiled = split.heldOut().size() >= MIN_HELD_OUT ? split.heldOut() : training;
        Json.write(modelDir.resolve(NAME), of(profiled, modelDir, predictor));
    }

    /** The profile that lies with the model; empty when there is none. */
    public static Optional<Profile> read(Path modelDir) throws IOException {
        Path file = modelDir.resolve(NAME);
        return Files.isRegularFile(file) ? Optional.of(Profile.fromJson(Files.readString(file))) : Optional.empty();
    }

    /** The profile of {@code data} as the model in {@code modelDir} sees it, with what its labels say of the model. */
    public static Profile of(Part data, Path modelDir, Predictor predictor) throws IOException {
        FeatureExtractor features = FeatureFile.readOrPlain(modelDir, predictor.description().input());
        Optional<Projector> projector = FeatureFile.embedding(modelDir).map(EmbeddingProjection::projector);
        ProfileBuilder profile = new ProfileBuilder(features.names());
        for (int start = 0; start < data.size(); start += BATCH) {
            List<Sample> batch = data.samples().subList(start, Math.min(start + BATCH, data.size()));
            Answers answers = predictor.answer(batch.stream().map(Sample::input).toArray(float[][]::new));
            for (int i = 0; i < batch.size(); i++) {
                add(profile, batch.get(i), features, answers.probabilities()[i], predictor.description().classes());
            }
            projector.ifPresent(known -> answers.embedding().ifPresent(all -> Arrays.stream(all).map(known::project).forEach(profile::addEmbedding)));
        }
        return profile.build();
    }

    private static void add(ProfileBuilder profile, Sample sample, FeatureExtractor features, float[] probabilities, List<String> classes) {
        int best = best(probabilities);
        profile.add(features.extract(sample.input()), classes.get(best), probabilities[best]);
        sample.label().ifPresent(label -> profile.addLabel(classes.get(best), probabilities[best], label));
    }

    /** The index of the largest probability, the first one of several. */
    public static int best(float[] probabilities) {
        int best = 0;
        for (int i = 1; i < probabilities.length; i++) {
            if (probabilities[i] > probabilities[best]) {
                best = i;
            }
        }
        return best;
    }

    private static void fit(Path modelDir, Predictor predictor, Part learned) throws IOException {
        InputShape shape = predictor.description().input();
        Optional<EmbeddingProjection> embedding = predictor.answer(new float[1][shape.values()])
                .embedding()
                .map(all -> new EmbeddingProjection(all[0].length, SEED));
        if (FeatureFile.isGrey(shape)) {
            PrincipalSubspace subspace = PrincipalSubspace.fit(rows(learned), COMPONENTS, SEED);
            FeatureFile.writeImage(modelDir, shape.height(), shape.width(), subspace, embedding);
        } else {
            FeatureFile.writeColumns(modelDir, shape.values(), embedding);
        }
    }

    /** At most {@value #MAX_ROWS} inputs, spread evenly, because parts are often sorted. */
    private static float[][] rows(Part data) {
        int count = Math.min(data.size(), MAX_ROWS);
        float[][] rows = new float[count][];
        for (int i = 0; i < count; i++) {
            rows[i] = data.get((int) ((long) i * data.size() / count)).input();
        }
        return rows;
    }
}
