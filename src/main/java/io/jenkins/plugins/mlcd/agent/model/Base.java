package io.jenkins.plugins.mlcd.agent.model;

import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.core.Linear;
import ai.djl.training.ParameterStore;
import ai.djl.util.Pair;
import io.jenkins.plugins.mlcd.agent.data.InputShape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A trained network that turns an input into features: a model directory of {@code mlcd train}, without its last fully connected
 * layers, or a TorchScript file as it is. Its weights do not change.
 */
public final class Base implements AutoCloseable {

    /** The directory of a base within the directory of a model that stands on it. */
    static final String DIRECTORY = "base";

    private static final String SCRIPT = "base.pt";
    private static final int BATCH = 256;

    private final Path source;
    private final Model model;
    private final Block block;
    private final InputShape input;
    private final int size;

    private Base(Path source, Model model, Block block, InputShape input) {
        this.source = source;
        this.model = model;
        this.block = block;
        this.input = input;
        this.size = features(new float[][] {new float[input.values()]})[0].length;
    }

    /**
     * Opens a base.
     *
     * @param path a model directory, or a file {@code *.pt}
     * @param layers how many fully connected layers to leave off; a TorchScript file is taken whole
     * @param input what it is given: for a model directory the same that the model was trained on
     * @throws IOException in one sentence that names the path, when it cannot be used
     */
    public static Base open(Path path, int layers, InputShape input) throws IOException {
        Model model = null;
        try {
            model = Files.isDirectory(path) ? network(path, input) : script(path);
            Block block = Files.isDirectory(path) ? without(model.getBlock(), layers) : model.getBlock();
            return new Base(path, model, block, input);
        } catch (MalformedModelException | IOException | RuntimeException e) {
            if (model != null) {
                model.close();
            }
            throw new IOException("base " + path + ": " + String.valueOf(e.getMessage()).lines().findFirst().orElse(""), e);
        }
    }

    /** The base within the directory of a model that stands on it. */
    static Base of(Path modelDirectory, int layers, InputShape input) throws IOException {
        Path script = modelDirectory.resolve(DIRECTORY).resolve(SCRIPT);
        return open(Files.exists(script) ? script : modelDirectory.resolve(DIRECTORY), layers, input);
    }

    private static Model network(Path directory, InputShape input) throws IOException, MalformedModelException {
        ModelDescription description = ModelDescription.read(directory);
        if (!description.framework().equals("pytorch") || description.algorithm().equals(Transfer.NAME)) {
            throw new IOException("only a network can be a base, but this is a model of '" + description.algorithm() + "'");
        }
        if (!description.input().equals(input)) {
            throw new IOException("it takes a " + description.input() + ", but the data holds a " + input + " a sample");
        }
        return TorchPredictor.network(directory, description);
    }

    private static Model script(Path file) throws IOException, MalformedModelException {
        if (!Files.isRegularFile(file) || !file.getFileName().toString().endsWith(".pt")) {
            throw new IOException("no model directory and no TorchScript file (*.pt) is there");
        }
        Model model = Model.newInstance("base", Torch.device(), "PyTorch");
        try {
            model.load(file.toAbsolutePath().getParent(), file.getFileName().toString());
            return model;
        } catch (MalformedModelException | IOException | RuntimeException e) {
            model.close();
            throw e;
        }
    }

    private static Block without(Block network, int layers) throws IOException {
        List<Pair<String, Block>> children = new ArrayList<>();
        network.getChildren().forEach(children::add);
        List<Integer> connected = new ArrayList<>();
        for (int i = 0; i < children.size(); i++) {
            if (children.get(i).getValue() instanceof Linear) {
                connected.add(i);
            }
        }
        if (layers > connected.size()) {
            throw new IOException("it has " + connected.size() + " fully connected layers, so layers must not be " + layers);
        }
        SequentialBlock kept = new SequentialBlock();
        children.subList(0, connected.get(connected.size() - layers)).forEach(child -> kept.add(child.getValue()));
        return kept;
    }

    /** Number of features. */
    public int size() {
        return size;
    }

    /** Number of numbers that it once learned. */
    public long parameters() {
        return block.getParameters().values().stream().filter(Parameter::requiresGradient).mapToLong(parameter -> parameter.getArray().size()).sum();
    }

    /** The features of each input, {@link #size()} numbers a row. */
    public synchronized float[][] features(float[][] inputs) {
        float[][] features = new float[inputs.length][];
        for (int from = 0; from < inputs.length; from += BATCH) {
            float[][] rows = java.util.Arrays.copyOfRange(inputs, from, Math.min(inputs.length, from + BATCH));
            System.arraycopy(forward(rows), 0, features, from, rows.length);
        }
        return features;
    }

    private float[][] forward(float[][] rows) {
        try (NDManager manager = model.getNDManager().newSubManager()) {
            NDList batch = new NDList(Torch.batch(manager, input, rows));
            NDArray output = block.forward(new ParameterStore(manager, false), batch, false).get(0);
            float[] all = output.toFloatArray();
            float[][] features = new float[rows.length][all.length / rows.length];
            for (int row = 0; row < rows.length; row++) {
                System.arraycopy(all, row * features[row].length, features[row], 0, features[row].length);
            }
            return features;
        }
    }

    /** Copies what the base needs into the directory of a model that stands on it. */
    public void save(Path modelDirectory) throws IOException {
        Path target = Files.createDirectories(modelDirectory.resolve(DIRECTORY));
        if (!Files.isDirectory(source)) {
            Files.copy(source, target.resolve(SCRIPT));
            return;
        }
        Map<String, Path> files = new LinkedHashMap<>();
        try (Stream<Path> all = Files.list(source)) {
            all.filter(Files::isRegularFile)
                    .filter(file -> file.getFileName().toString().startsWith(Torch.WEIGHTS))
                    .forEach(file -> files.put(file.getFileName().toString(), file));
        }
        for (Map.Entry<String, Path> file : files.entrySet()) {
            Files.copy(file.getValue(), target.resolve(file.getKey()));
        }
    }

    @Override
    public void close() {
        model.close();
    }
}
