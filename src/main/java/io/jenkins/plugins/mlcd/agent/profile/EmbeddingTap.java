package io.jenkins.plugins.mlcd.agent.profile;

import io.jenkins.plugins.mlcd.agent.model.Answers;
import io.jenkins.plugins.mlcd.agent.model.ModelDescription;
import io.jenkins.plugins.mlcd.agent.model.Predictor;
import java.util.Arrays;
import java.util.function.Consumer;

/** A model that also hands on what it makes of its inputs before it decides, projected; closing it closes the model. */
public final class EmbeddingTap implements Predictor {

    private final Predictor model;
    private final EmbeddingProjection.Projector projector;
    private final Consumer<float[][]> embeddings;

    /** @param embeddings gets those of each batch, a row an input; must not block, because the answer waits for it */
    public EmbeddingTap(Predictor model, EmbeddingProjection projection, Consumer<float[][]> embeddings) {
        this.model = model;
        this.projector = projection.projector();
        this.embeddings = embeddings;
    }

    @Override
    public ModelDescription description() {
        return model.description();
    }

    @Override
    public float[][] predict(float[][] inputs) {
        return answer(inputs).probabilities();
    }

    @Override
    public Answers answer(float[][] inputs) {
        Answers answers = model.answer(inputs);
        answers.embedding().ifPresent(all -> embeddings.accept(Arrays.stream(all).map(projector::project).toArray(float[][]::new)));
        return answers;
    }

    @Override
    public void close() {
        model.close();
    }
}
