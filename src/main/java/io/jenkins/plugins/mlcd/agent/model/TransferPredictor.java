package io.jenkins.plugins.mlcd.agent.model;

import io.jenkins.plugins.mlcd.agent.data.InputShape;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** New last layers on the features of a base. */
public final class TransferPredictor implements Predictor {

    private final ModelDescription description;
    private final Base base;
    private final Predictor head;

    /** @param head takes the base's features; closed with this predictor, as the base is */
    public TransferPredictor(ModelDescription description, Base base, Predictor head) {
        this.description = description;
        this.base = base;
        this.head = head;
    }

    static TransferPredictor load(Path directory, ModelDescription description) throws IOException {
        Map<String, String> given = new LinkedHashMap<>();
        description.params().forEach((name, value) -> given.put(name, String.valueOf(value)));
        int layers = Settings.of(new Transfer(), given).integer("layers");
        Base base = Base.of(directory, layers, description.input());
        try {
            return new TransferPredictor(description, base, TorchPredictor.load(directory, description.taking(InputShape.table(base.size()))));
        } catch (IOException | RuntimeException e) {
            base.close();
            throw e;
        }
    }

    @Override
    public ModelDescription description() {
        return description;
    }

    @Override
    public float[][] predict(float[][] inputs) {
        Models.requireFit(description, inputs);
        return head.predict(base.features(inputs));
    }

    @Override
    public Answers answer(float[][] inputs) {
        Models.requireFit(description, inputs);
        return head.answer(base.features(inputs));
    }

    @Override
    public void close() {
        head.close();
        base.close();
    }
}
