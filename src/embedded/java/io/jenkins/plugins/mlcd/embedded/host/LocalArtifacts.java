package io.jenkins.plugins.mlcd.embedded.host;

import hudson.FilePath;
import hudson.Launcher;
import hudson.model.BuildListener;
import hudson.model.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import jenkins.model.ArtifactManager;
import jenkins.util.VirtualFile;

/** Keeps artifacts in the directory {@code archive} of the build. */
public final class LocalArtifacts extends ArtifactManager {

    private Run<?, ?> build;

    @Override
    public void onLoad(Run<?, ?> build) {
        this.build = build;
    }

    /** Copies each file; one that exists in the archive is replaced. A path that leaves the archive or the workspace is refused. */
    @Override
    public void archive(FilePath workspace, Launcher launcher, BuildListener listener, Map<String, String> artifacts) throws IOException, InterruptedException {
        for (Map.Entry<String, String> artifact : artifacts.entrySet()) {
            Path to = below(archive(), artifact.getKey());
            FilePath from = workspace.child(artifact.getValue());
            from.copyToWithPermission(new FilePath(to.toFile()));
        }
    }

    private static Path below(Path directory, String path) throws IOException {
        Path resolved = directory.resolve(path).normalize();
        if (!resolved.startsWith(directory)) {
            throw new IOException("an artifact's path must stay in the archive: " + path);
        }
        return resolved;
    }

    @Override
    public boolean delete() throws IOException, InterruptedException {
        boolean had = Files.exists(archive());
        new FilePath(archive().toFile()).deleteRecursive();
        return had;
    }

    @Override
    public VirtualFile root() {
        return VirtualFile.forFile(archive().toFile());
    }

    private Path archive() {
        return build.getRootDir().toPath().resolve("archive");
    }
}
