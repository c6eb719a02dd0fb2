package io.jenkins.plugins.mlcd.agent.serve;

import io.jenkins.plugins.mlcd.agent.data.InputShape;
import io.jenkins.plugins.mlcd.agent.model.Column;
import io.jenkins.plugins.mlcd.agent.model.ModelDescription;
import io.jenkins.plugins.mlcd.agent.model.Predictor;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A model of people's age, city and income, of which it looks at the age only: "old" from 50 on. */
final class TablePredictor implements Predictor {

    @Override
    public ModelDescription description() {
        List<Column> columns = List.of(
                Column.number("age"),
                new Column("city", Optional.of(List.of("Oslo", "Rome")), false),
                new Column("income", Optional.empty(), true));
        return new ModelDescription("mlcd/model", 1, "fake", Map.of(), "xgboost", List.of("young", "old"), InputShape.table(3), Optional.empty(),
                Optional.empty(), Map.of(), Optional.empty(), Optional.empty(), Optional.empty(), columns, Optional.empty());
    }

    @Override
    public float[][] predict(float[][] inputs) {
        return Arrays.stream(inputs).map(row -> row[0] < 50 ? new float[] {0.9f, 0.1f} : new float[] {0.2f, 0.8f}).toArray(float[][]::new);
    }

    @Override
    public void close() {}
}
