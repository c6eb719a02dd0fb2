package io.jenkins.plugins.mlcd.jenkins.models;

import hudson.FilePath;
import hudson.model.BuildListener;
import hudson.model.Job;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.mlcd.loop.ModelVersion;
import io.jenkins.plugins.mlcd.record.BuildLayout;
import io.jenkins.plugins.mlcd.record.JobLayout;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import jenkins.util.VirtualFile;

/**
 * A directory in the archive of a build, to be deleted. Artifact managers can delete all artifacts of a build only; where they are files of
 * the controller the directory alone is deleted, and elsewhere all of them when the build has no others than the record, which is then
 * archived anew.
 */
final class ArchivedDirectory {

    private static final String RECORD = "mlcd/";

    private final Run<?, ?> build;
    private final String path;

    /** @param path below the archive */
    ArchivedDirectory(Run<?, ?> build, String path) {
        this.build = build;
        this.path = path;
    }

    static boolean deleteImported(Job<?, ?> job, ModelVersion version) throws IOException, InterruptedException {
        Path files = new JobLayout(job.getRootDir().toPath()).directory().resolve(version.artifacts());
        boolean there = Files.isDirectory(files);
        new FilePath(files.toFile()).deleteRecursive();
        return there;
    }

    /** @return whether it was there, and is gone */
    boolean delete(TaskListener listener) throws IOException, InterruptedException {
        VirtualFile root = build.getArtifactManager().root();
        VirtualFile directory = ModelFiles.below(root, path);
        if (!directory.isDirectory()) {
            return false;
        }
        URI place = directory.toURI();
        if ("file".equals(place.getScheme())) {
            new FilePath(new File(place)).deleteRecursive();
            return true;
        }
        return deleteAll(root, listener);
    }

    private boolean deleteAll(VirtualFile root, TaskListener listener) throws IOException, InterruptedException {
        Path record = new BuildLayout(build.getRootDir().toPath()).directory();
        Map<String, String> again = new TreeMap<>();
        Collection<String> names = root.list("**", null, false);
        for (String name : names) {
            String inRecord = name.startsWith(RECORD) ? name.substring(RECORD.length()) : name;
            if (name.startsWith(RECORD) && Files.isRegularFile(record.resolve(inRecord))) {
                again.put(name, inRecord);
            } else if (!name.startsWith(path + "/")) {
                listener.getLogger().println("[mlcd] '" + path + "' stays in the archive of build " + build.getNumber()
                        + ": its artifact manager can delete all artifacts of a build only, and '" + name + "' is another one");
                return false;
            }
        }
        build.deleteArtifacts();
        FilePath directory = new FilePath(record.toFile());
        BuildListener log = listener::getLogger;
        build.pickArtifactManager().archive(directory, directory.createLauncher(listener), log, again);
        return true;
    }
}
