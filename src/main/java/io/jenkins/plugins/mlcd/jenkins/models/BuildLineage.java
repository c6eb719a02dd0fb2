package io.jenkins.plugins.mlcd.jenkins.models;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hudson.model.Cause;
import hudson.model.Run;
import io.jenkins.plugins.mlcd.jenkins.triggers.MlCause;
import io.jenkins.plugins.mlcd.loop.Lineage;
import io.jenkins.plugins.mlcd.loop.ModelVersion;
import io.jenkins.plugins.mlcd.record.BuildLayout;
import io.jenkins.plugins.mlcd.record.JobLayout;
import io.jenkins.plugins.mlcd.record.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Writes the lineage of the model that a build registered, from what Jenkins and the build's records know. */
public final class BuildLineage {

    private static final String MODEL = "model.json";
    private static final long MAX_BYTES = 1 << 20;

    private BuildLineage() {}

    public static void write(Run<?, ?> run, ModelVersion version) throws IOException {
        BuildLayout layout = new BuildLayout(run.getRootDir().toPath());
        JobLayout job = new JobLayout(run.getParent().getRootDir().toPath());
        Lineage.write(layout, job, run.getParent().getFullName(), run.getNumber(), cause(run), version, commit(ModelFiles.open(run, version)));
    }

    /** Evidence says more than a schedule or a person; without any, the first cause that Jenkins has. */
    private static Optional<Lineage.Cause> cause(Run<?, ?> run) {
        List<Cause> causes = run.getCauses();
        return causes.stream()
                .filter(MlCause.class::isInstance)
                .map(cause -> ((MlCause) cause).toLineage())
                .findFirst()
                .or(() -> causes.stream().findFirst().map(BuildLineage::plain));
    }

    private static Lineage.Cause plain(Cause cause) {
        String kind = cause instanceof Cause.UserIdCause ? "user" : cause.getClass().getSimpleName();
        return new Lineage.Cause(kind, String.valueOf(cause.getShortDescription()), Map.of());
    }

    private static Optional<String> commit(ModelFiles files) throws IOException {
        return read(files).map(model -> model.path("commit").asText()).filter(commit -> !commit.isEmpty());
    }

    /** The model's {@code model.json}; empty when it has none, or one that is of another tool and no JSON object. */
    static Optional<ObjectNode> read(ModelFiles files) throws IOException {
        if (!files.has(MODEL)) {
            return Optional.empty();
        }
        try (InputStream in = files.read(MODEL)) {
            return Optional.of(Json.parseObject(new String(in.readNBytes((int) MAX_BYTES), StandardCharsets.UTF_8)));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }
}
