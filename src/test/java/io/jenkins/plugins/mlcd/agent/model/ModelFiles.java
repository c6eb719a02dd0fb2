package io.jenkins.plugins.mlcd.agent.model;

import io.jenkins.plugins.mlcd.agent.data.InputShape;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;

/** A small model of each framework, which tells from four numbers whether they are "dark" or "bright". */
final class ModelFiles {

    static final int FEATURES = 4;
    static final List<String> CLASSES = List.of("dark", "bright");

    private ModelFiles() {}

    private static Path described(Path directory, String framework, String algorithm, Map<String, Object> params, Optional<List<String>> command,
            ModelDescription.Serving serving) throws IOException {
        Files.createDirectories(directory);
        new ModelDescription("mlcd/model", 1, algorithm, params, framework, CLASSES, InputShape.table(FEATURES), Optional.empty(), Optional.empty(), Map.of(),
                Optional.empty(), Optional.empty(), command, List.of(), Optional.of(serving)).write(directory);
        return directory;
    }

    private static ModelDescription.Serving serving(String function, String output) {
        return new ModelDescription.Serving(Optional.ofNullable(function), Optional.of("10s"), Optional.ofNullable(output));
    }

    /** An untrained network. */
    static Path torch(Path directory) throws Exception {
        TorchNetwork network = (TorchNetwork) Algorithms.named("mlp");
        try (ai.djl.Model model = Torch.model(network, Settings.of(network, Map.of()), InputShape.table(FEATURES), 2)) {
            model.getBlock().initialize(model.getNDManager(), ai.djl.ndarray.types.DataType.FLOAT32, Torch.batch(InputShape.table(FEATURES), 1));
            Files.createDirectories(directory);
            model.save(directory, Torch.WEIGHTS);
        }
        return described(directory, "pytorch", "mlp", Map.of(), Optional.empty(), ModelDescription.Serving.NONE);
    }

    /** The mean of the numbers as the probability of "bright", in the form of {@code torch.jit.save}: a zip of code and pickled attributes. */
    static Path torchScript(Path directory) throws IOException {
        Files.createDirectories(directory);
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(directory.resolve("model.pt")))) {
            zip.setMethod(ZipOutputStream.DEFLATED);
            entry(zip, "net/data.pkl", "\u0080\u0002c__torch__\nNet\n)\u0081}X\u0008\u0000\u0000\u0000training\u0089sb.");
            entry(zip, "net/code/__torch__.py", """
                    class Net(Module):
                      __parameters__ = []
                      __buffers__ = []
                      training : bool
                      def forward(self: __torch__.Net,
                        x: Tensor) -> Tensor:
                        bright = torch.clamp(torch.mean(x, [1], True), 0., 1.)
                        dark = torch.rsub(bright, 1.)
                        return torch.cat([dark, bright], 1)
                    """);
            entry(zip, "net/constants.pkl", "\u0080\u0002).");
            entry(zip, "net/version", "3\n");
        }
        return described(directory, "torchscript", "", Map.of(), Optional.empty(), serving(null, "probabilities"));
    }

    private static void entry(ZipOutputStream zip, String name, String content) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(content.getBytes(StandardCharsets.ISO_8859_1));
        zip.closeEntry();
    }

    /** One matrix: logits that rise with the numbers for "bright" and fall for "dark". */
    static Path onnx(Path directory) throws IOException {
        Protobuf node = new Protobuf().text(1, "x").text(1, "w").text(2, "y").text(3, "product").text(4, "MatMul");
        Protobuf weights = new Protobuf().number(1, FEATURES).number(1, 2).number(2, 1).floats(4, -1, 1, -1, 1, -1, 1, -1, 1).text(8, "w");
        Protobuf graph = new Protobuf().message(1, node).text(2, "shade").message(5, weights).message(11, tensor("x", FEATURES)).message(12, tensor("y", 2));
        byte[] model = new Protobuf().number(1, 8).message(7, graph).message(8, new Protobuf().text(1, "").number(2, 13)).toByteArray();
        Files.createDirectories(directory);
        Files.write(directory.resolve("model.onnx"), model);
        return described(directory, "onnx", "", Map.of(), Optional.empty(), serving(null, "logits"));
    }

    private static Protobuf tensor(String name, int columns) {
        Protobuf shape = new Protobuf().message(1, new Protobuf().text(2, "rows")).message(1, new Protobuf().number(1, columns));
        return new Protobuf().text(1, name).message(2, new Protobuf().message(1, new Protobuf().number(1, 1).message(2, shape)));
    }

    /** Trees of another trainer, which answer with the probability of the second class. */
    static Path xgboost(Path directory) throws Exception {
        int rows = 200;
        float[] values = new float[rows * FEATURES];
        float[] labels = new float[rows];
        SplittableRandom random = new SplittableRandom(1);
        for (int row = 0; row < rows; row++) {
            float sum = 0;
            for (int i = 0; i < FEATURES; i++) {
                values[row * FEATURES + i] = (float) random.nextDouble();
                sum += values[row * FEATURES + i];
            }
            labels[row] = sum > FEATURES / 2f ? 1 : 0;
        }
        DMatrix data = new DMatrix(values, rows, FEATURES, Float.NaN);
        data.setLabel(labels);
        Booster booster = XGBoost.train(data, Map.of("objective", "binary:logistic", "nthread", 1, "max_depth", 3), 10, Map.of(), null, null);
        Files.createDirectories(directory);
        booster.saveModel(directory.resolve("model.ubj").toString());
        booster.dispose();
        data.dispose();
        return described(directory, "xgboost", "", Map.of(), Optional.empty(), ModelDescription.Serving.NONE);
    }

    static Path python(Path directory, String code) throws IOException {
        Files.createDirectories(directory);
        Files.writeString(directory.resolve("predict.py"), code);
        return described(directory, "python", "", Map.of(), Optional.empty(), serving("predict.py:predict", null));
    }

    static Path pythonFunction(Path directory) throws IOException {
        return python(directory, """
                def predict(row):
                    bright = min(1.0, max(0.0, sum(row) / len(row)))
                    return [1 - bright, bright]
                """);
    }

    /** Reads the numbers with nothing but a POSIX shell: the first one is the confidence that it is bright. */
    static Path command(Path directory) throws IOException {
        Files.createDirectories(directory);
        Files.writeString(directory.resolve("answer.sh"), """
                while read -r line; do
                  id=${line#*:\\"}; id=${id%%\\"*}
                  first=${line#*[}; first=${first%%,*}
                  echo '{"id":"'$id'","prediction":"bright","confidence":'$first'}'
                done
                """);
        return described(directory, "command", "", Map.of(), Optional.of(List.of("sh", "answer.sh")), serving(null, null));
    }
}
