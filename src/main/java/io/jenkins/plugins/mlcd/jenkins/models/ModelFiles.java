package io.jenkins.plugins.mlcd.jenkins.models;

import hudson.AbortException;
import hudson.FilePath;
import hudson.model.Job;
import hudson.model.Run;
import io.jenkins.plugins.mlcd.loop.ModelVersion;
import io.jenkins.plugins.mlcd.loop.Registry;
import io.jenkins.plugins.mlcd.record.JobLayout;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import jenkins.util.VirtualFile;

/**
 * The files of a registered model, wherever the artifact manager of its build keeps them. Names are relative to the
 * model's directory, with '/'.
 */
public final class ModelFiles {

    private final ModelVersion version;
    private final VirtualFile root;

    private ModelFiles(ModelVersion version, VirtualFile root) {
        this.version = version;
        this.root = root;
    }

    /** The registry of the job that a build belongs to. */
    public static Registry registry(Run<?, ?> run) {
        return Registry.of(run.getParent().getRootDir().toPath());
    }

    /** @throws AbortException when the build or its archived files are gone */
    public static ModelFiles open(Job<?, ?> job, ModelVersion version) throws IOException {
        VirtualFile root = version.imported() ? imported(job, version) : archived(job, version);
        if (!root.isDirectory()) {
            throw new AbortException("the files of model version '" + version.id() + "' are gone: '" + version.artifacts()
                    + "' is not in the archive of build " + version.build());
        }
        return new ModelFiles(version, root);
    }

    public static ModelFiles open(Run<?, ?> run, ModelVersion version) throws IOException {
        return open(run.getParent(), version);
    }

    /** Writes the files of the model below {@code into}, on whatever agent that is. */
    public static void materialise(Run<?, ?> run, ModelVersion version, FilePath into) throws IOException, InterruptedException {
        open(run, version).copyTo(into);
    }

    private static VirtualFile imported(Job<?, ?> job, ModelVersion version) {
        return VirtualFile.forFile(new JobLayout(job.getRootDir().toPath())
                .directory()
                .resolve(version.artifacts())
                .toFile());
    }

    private static VirtualFile archived(Job<?, ?> job, ModelVersion version) throws AbortException {
        Run<?, ?> build = job.getBuildByNumber(version.build());
        if (build == null) {
            throw new AbortException("the files of model version '" + version.id() + "' are gone: build " + version.build()
                    + " was deleted");
        }
        return below(build.getArtifactManager().root(), version.artifacts());
    }

    static VirtualFile below(VirtualFile root, String path) {
        VirtualFile file = root;
        for (String name : path.split("/")) {
            file = file.child(name);
        }
        return file;
    }

    public ModelVersion version() {
        return version;
    }

    /** Names of all files. */
    public List<String> names() throws IOException {
        return names(root);
    }

    private static List<String> names(VirtualFile directory) throws IOException {
        List<String> names = new ArrayList<>();
        collect(directory, "", names);
        return names;
    }

    private static void collect(VirtualFile directory, String prefix, List<String> names) throws IOException {
        for (VirtualFile file : directory.list()) {
            if (file.isDirectory()) {
                collect(file, prefix + file.getName() + "/", names);
            } else {
                names.add(prefix + file.getName());
            }
        }
    }

    public boolean has(String name) throws IOException {
        return below(root, name).isFile();
    }

    /** The content of one file; the caller closes it. */
    public InputStream read(String name) throws IOException {
        return below(root, name).open();
    }

    /** Writes all files below {@code directory}, which need not be a registered model's, below {@code into}. */
    public static void copy(VirtualFile directory, FilePath into) throws IOException, InterruptedException {
        copy(directory, names(directory), into);
    }

    public void copyTo(FilePath into) throws IOException, InterruptedException {
        copy(root, names(), into);
    }

    private static void copy(VirtualFile root, List<String> names, FilePath into) throws IOException, InterruptedException {
        into.mkdirs();
        for (String name : names) {
            FilePath target = into.child(name);
            FilePath directory = target.getParent();
            if (directory != null) {
                directory.mkdirs();
            }
            try (InputStream in = below(root, name).open()) {
                target.copyFrom(in);
            }
        }
    }

    /** Writes all files as a zip archive, as {@code ModelZip} of the target client wants it; {@code out} stays open. */
    public void zip(OutputStream out) throws IOException {
        ZipOutputStream zip = new ZipOutputStream(out);
        for (String name : names()) {
            zip.putNextEntry(new ZipEntry(name));
            try (InputStream in = read(name)) {
                in.transferTo(zip);
            }
            zip.closeEntry();
        }
        zip.finish();
    }
}
