package io.jenkins.plugins.mlcd.loop;

import io.jenkins.plugins.mlcd.record.JobLayout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Takes over a model that was there before the first build: as version 0, and in production. */
public final class ModelImport {

    private ModelImport() {}

    /** Where the files of an imported model are copied to, below {@code <job>/mlcd}. */
    public static String path(String model) {
        return "models/" + model + "-" + ModelVersion.IMPORTED;
    }

    /**
     * Copies the files of {@code directory} into the job, registers them as version 0 and promotes it when the model has
     * nothing in production. Again, after a crash or in a later run: nothing changes.
     *
     * @throws IllegalArgumentException when version 0 is there with other files
     */
    public static ModelVersion into(Path jobDirectory, String model, Path directory) throws IOException {
        ModelDirectory source = ModelDirectory.scan(directory);
        Registry registry = Registry.of(jobDirectory);
        ModelVersion version =
                ModelVersion.of(model, ModelVersion.IMPORTED, 0, path(model), source.bytes(), source.sha256());
        if (registry.state().find(version.id()).isEmpty()) {
            copy(source, directory, new JobLayout(jobDirectory).directory().resolve(version.artifacts()));
        }
        ModelVersion registered = registry.register(version);
        if (registry.production(model).isEmpty()) {
            registry.promote(registered.id(), 0, "import", "was in production before the first build");
        }
        return registered;
    }

    private static void copy(ModelDirectory source, Path from, Path to) throws IOException {
        for (String file : source.files()) {
            Path target = to.resolve(file);
            Files.createDirectories(target.getParent());
            Files.copy(from.resolve(file), target, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
