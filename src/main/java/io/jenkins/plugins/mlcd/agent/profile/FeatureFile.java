package io.jenkins.plugins.mlcd.agent.profile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.mlcd.agent.data.InputShape;
import io.jenkins.plugins.mlcd.record.Json;
import io.jenkins.plugins.mlcd.record.Schema;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;

/**
 * {@code features.json} of a model directory: what is needed to compute the features of traffic as those of the training
 * data were computed. Vectors are base64 of little-endian 32-bit floats.
 */
public final class FeatureFile {

    public static final String NAME = "features.json";

    private static final Schema SCHEMA = new Schema("mlcd/features", 1);

    private FeatureFile() {}

    static void writeColumns(Path modelDir, int inputs, Optional<EmbeddingProjection> embedding) throws IOException {
        ObjectNode file = header("columns", embedding);
        file.put("inputs", inputs);
        Json.write(modelDir.resolve(NAME), file);
    }

    static void writeImage(Path modelDir, int height, int width, PrincipalSubspace subspace, Optional<EmbeddingProjection> embedding) throws IOException {
        ObjectNode file = header("image", embedding);
        file.put("height", height).put("width", width).put("mean", encode(subspace.mean()));
        ArrayNode components = file.putArray("components");
        for (float[] vector : subspace.basis()) {
            components.add(encode(vector));
        }
        Json.write(modelDir.resolve(NAME), file);
    }

    /**
     * The extractor that {@code features.json} in {@code modelDir} describes.
     *
     * @throws IOException when the file is missing, damaged or newer than this version reads
     */
    public static FeatureExtractor read(Path modelDir) throws IOException {
        Path path = modelDir.resolve(NAME);
        ObjectNode file = readable(path);
        try {
            return switch (file.path("kind").asText()) {
                case "columns" -> new ColumnFeatures(file.path("inputs").asInt());
                case "image" -> new ImageFeatures(
                        file.path("height").asInt(), file.path("width").asInt(), Optional.of(subspace(file)));
                default -> throw new IllegalArgumentException("kind '" + file.path("kind").asText() + "' is neither image nor columns");
            };
        } catch (IllegalArgumentException e) {
            throw new IOException(path + ": " + e.getMessage(), e);
        }
    }

    /** How embeddings of the model are projected; empty when it has none, or was trained before they were watched. */
    public static Optional<EmbeddingProjection> embedding(Path modelDir) throws IOException {
        Path path = modelDir.resolve(NAME);
        if (Files.notExists(path)) {
            return Optional.empty();
        }
        JsonNode embedding = readable(path).path("embedding");
        try {
            return embedding.isMissingNode()
                    ? Optional.empty()
                    : Optional.of(new EmbeddingProjection(embedding.path("inputs").asInt(), embedding.path("seed").asLong()));
        } catch (IllegalArgumentException e) {
            throw new IOException(path + ": " + e.getMessage(), e);
        }
    }

    private static ObjectNode readable(Path path) throws IOException {
        ObjectNode file = Json.read(path, ObjectNode.class);
        SCHEMA.requireReadable(new Schema(file.path("schema").asText(), Math.max(1, file.path("version").asInt())), path);
        return file;
    }

    /**
     * As {@link #read}; for a model without the file, such as one from another trainer, what can be computed without
     * knowing its training data: no {@code support}.
     */
    public static FeatureExtractor readOrPlain(Path modelDir, InputShape shape) throws IOException {
        if (Files.exists(modelDir.resolve(NAME))) {
            return read(modelDir);
        }
        return isGrey(shape) ? new ImageFeatures(shape.height(), shape.width(), Optional.empty()) : new ColumnFeatures(shape.values());
    }

    /** The figures of a drawing are those of a grey image; images with more channels are watched as columns. */
    static boolean isGrey(InputShape shape) {
        return shape.isImage() && shape.channels() == 1;
    }

    private static PrincipalSubspace subspace(ObjectNode file) {
        JsonNode components = file.path("components");
        float[][] basis = new float[components.size()][];
        for (int k = 0; k < basis.length; k++) {
            basis[k] = decode(components.get(k).asText());
        }
        return new PrincipalSubspace(decode(file.path("mean").asText()), basis);
    }

    private static ObjectNode header(String kind, Optional<EmbeddingProjection> embedding) {
        ObjectNode file = Json.object().put("schema", SCHEMA.name()).put("version", SCHEMA.version()).put("kind", kind);
        embedding.ifPresent(projection -> file.putObject("embedding").put("inputs", projection.inputs()).put("seed", projection.seed()));
        return file;
    }

    private static String encode(float[] values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        return Base64.getEncoder().encodeToString(bytes.array());
    }

    private static float[] decode(String text) {
        ByteBuffer bytes = ByteBuffer.wrap(Base64.getDecoder().decode(text)).order(ByteOrder.LITTLE_ENDIAN);
        float[] values = new float[bytes.remaining() / Float.BYTES];
        bytes.asFloatBuffer().get(values);
        return values;
    }
}
