package io.jenkins.plugins.mlcd.agent.target;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.mlcd.agent.serve.ModelName;
import io.jenkins.plugins.mlcd.record.Json;
import io.jenkins.plugins.mlcd.record.Schema;
import io.jenkins.plugins.mlcd.target.RequestSplit;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The directory of a target: {@code state.json} (what is deployed), {@code target.json} (where it listens), {@code admin.token},
 * {@code models/}, {@code capture/} and {@code logs/}. One process at a time has it.
 */
final class TargetFiles implements Closeable {

    private static final Schema STATE = new Schema("mlcd/target", 1);
    private static final int TOKEN_BYTES = 32;

    private final Path directory;
    private final FileChannel lock;

    /** What {@code state.json} remembers. */
    record Saved(Optional<SavedModel> stable, Optional<SavedModel> canary, RequestSplit split) {}

    /** @param directory name of the model's directory below {@code models/} */
    record SavedModel(String model, String directory, Instant since) {}

    private TargetFiles(Path directory, FileChannel lock) {
        this.directory = directory;
        this.lock = lock;
    }

    /** @throws IOException when another process has the directory, or it cannot be written */
    static TargetFiles open(Path directory) throws IOException {
        Files.createDirectories(directory.resolve("models"));
        Path file = directory.resolve("target.lock");
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            FileLock held = channel.tryLock();
            if (held != null) {
                return new TargetFiles(directory.toAbsolutePath().normalize(), channel);
            }
        } catch (OverlappingFileLockException e) {
            // The same answer as for a lock that another process holds.
        }
        channel.close();
        throw new DirectoryTakenException(directory);
    }

    /** Another target runs in the directory. */
    static final class DirectoryTakenException extends IOException {
        private static final long serialVersionUID = 1L;

        DirectoryTakenException(Path directory) {
            super("another mlcd target runs in " + directory);
        }
    }

    Path capture() {
        return directory.resolve("capture");
    }

    Path logs() {
        return directory.resolve("logs");
    }

    /** The admin token; made on the first start, readable by the owner only, and kept over restarts. */
    String token() throws IOException {
        Path file = directory.resolve("admin.token");
        if (!Files.exists(file)) {
            byte[] random = new byte[TOKEN_BYTES];
            new SecureRandom().nextBytes(random);
            createPrivate(file);
            Files.writeString(file, HexFormat.of().formatHex(random) + "\n");
        }
        String token = Files.readString(file).strip();
        if (token.isEmpty()) {
            throw new IOException(file + " is empty; delete it to get a new token");
        }
        return token;
    }

    /** With its mode from the start: a file that is narrowed later could have been opened before. */
    private static void createPrivate(Path file) throws IOException {
        try {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        } catch (UnsupportedOperationException e) {
            Files.createFile(file);
        }
    }

    Saved load() throws IOException {
        Path file = directory.resolve("state.json");
        if (!Files.exists(file)) {
            return new Saved(Optional.empty(), Optional.empty(), RequestSplit.NONE);
        }
        ObjectNode state = Json.read(file, ObjectNode.class);
        STATE.requireReadable(new Schema(state.path("schema").asText(), Math.max(1, state.path("version").asInt())), file);
        try {
            return new Saved(saved(state.path("stable")), saved(state.path("canary")), split(state));
        } catch (JsonProcessingException | RuntimeException e) {
            throw new IOException(file + " is damaged: " + e.getMessage(), e);
        }
    }

    /** A target of an older version saved a weight only. */
    private static RequestSplit split(ObjectNode state) throws JsonProcessingException {
        return state.has("split")
                ? Json.mapper().treeToValue(state.get("split"), RequestSplit.class)
                : RequestSplit.weight(state.path("weight").asInt());
    }

    private static Optional<SavedModel> saved(JsonNode model) {
        if (model.isMissingNode() || model.isNull()) {
            return Optional.empty();
        }
        return Optional.of(new SavedModel(
                ModelName.require(model.path("model").asText()),
                model.path("directory").asText(),
                Instant.parse(model.path("since").asText())));
    }

    /** Remembers the deployment, durably, before it takes effect. */
    void save(Deployment deployment) throws IOException {
        ObjectNode state = Json.object().put("schema", STATE.name()).put("version", STATE.version());
        state.set("split", Json.mapper().valueToTree(deployment.split()));
        deployment.stable().ifPresent(model -> state.set("stable", saved(model)));
        deployment.canary().ifPresent(model -> state.set("canary", saved(model)));
        Json.write(directory.resolve("state.json"), state);
    }

    private static ObjectNode saved(DeployedModel model) {
        return Json.object()
                .put("model", model.model())
                .put("directory", model.directory().getFileName().toString())
                .put("since", model.since().toString());
    }

    /** A new name for the directory of a model version; a version that comes again may have other files. */
    Path newModelDirectory(String model, Instant now) {
        return directory.resolve("models").resolve(model.replace(':', '-') + "-" + now.toEpochMilli());
    }

    Path modelDirectory(String name) {
        return directory.resolve("models").resolve(name);
    }

    Path newUpload() throws IOException {
        return Files.createTempFile(directory.resolve("models"), ".upload-", ".zip");
    }

    /** Deletes models and uploads that {@code deployment} does not mention: what a crash left behind. */
    void deleteAllBut(Deployment deployment) throws IOException {
        Set<Path> kept = deployment.models().map(DeployedModel::directory).collect(Collectors.toSet());
        List<Path> found;
        try (Stream<Path> all = Files.list(directory.resolve("models"))) {
            found = all.filter(path -> !kept.contains(path)).toList();
        }
        for (Path path : found) {
            delete(path);
        }
    }

    static void delete(Path tree) throws IOException {
        if (!Files.exists(tree)) {
            return;
        }
        Files.walkFileTree(tree, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, IOException error) throws IOException {
                Files.delete(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    /** Tells whoever waits for the target where it listens. */
    void announce(String name, String dataUrl, String adminUrl) throws IOException {
        Json.write(directory.resolve("target.json"), Json.object()
                .put("name", name)
                .put("dataUrl", dataUrl)
                .put("adminUrl", adminUrl)
                .put("pid", ProcessHandle.current().pid()));
    }

    /** Takes {@code target.json} back, so that nobody takes an ended target for a running one. */
    void withdraw() throws IOException {
        Files.deleteIfExists(directory.resolve("target.json"));
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }
}
