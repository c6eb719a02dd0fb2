package io.jenkins.plugins.mlcd.jenkins.steps;

import hudson.FilePath;
import hudson.Launcher;
import hudson.model.BuildListener;
import hudson.model.Run;
import io.jenkins.plugins.mlcd.embedded.host.ArtifactStore;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import jenkins.model.ArtifactManager;
import jenkins.util.VirtualFile;

/** Artifacts as a bucket has them: no files of the controller, and deleted only all of a build at once. */
final class RemoteArtifacts implements ArtifactStore {

    private final Map<Integer, Map<String, byte[]>> bucket = new ConcurrentHashMap<>();

    /** Names of what is kept of a build. */
    Map<String, byte[]> of(Run<?, ?> build) {
        return bucket.computeIfAbsent(build.getNumber(), number -> new TreeMap<>());
    }

    @Override
    public ArtifactManager managerFor(Run<?, ?> build) {
        return new Manager(of(build));
    }

    private static final class Manager extends ArtifactManager {

        private final Map<String, byte[]> objects;

        Manager(Map<String, byte[]> objects) {
            this.objects = objects;
        }

        @Override
        public void onLoad(Run<?, ?> build) {
            // what a build has is found by its number
        }

        @Override
        public void archive(FilePath workspace, Launcher launcher, BuildListener listener, Map<String, String> artifacts) throws IOException, InterruptedException {
            for (Map.Entry<String, String> artifact : artifacts.entrySet()) {
                ByteArrayOutputStream content = new ByteArrayOutputStream();
                workspace.child(artifact.getValue()).copyTo(content);
                objects.put(artifact.getKey(), content.toByteArray());
            }
        }

        @Override
        public boolean delete() {
            boolean had = !objects.isEmpty();
            objects.clear();
            return had;
        }

        @Override
        public VirtualFile root() {
            return new Stored(objects, "");
        }
    }

    private static final class Stored extends VirtualFile {

        private static final long serialVersionUID = 1L;

        private final transient Map<String, byte[]> objects;
        private final String path;

        Stored(Map<String, byte[]> objects, String path) {
            this.objects = objects;
            this.path = path;
        }

        private String below() {
            return path.isEmpty() ? "" : path + "/";
        }

        @Override
        public String getName() {
            return path.substring(path.lastIndexOf('/') + 1);
        }

        @Override
        public URI toURI() {
            return URI.create("s3://bucket/" + path);
        }

        @Override
        public VirtualFile getParent() {
            return new Stored(objects, path.substring(0, Math.max(0, path.lastIndexOf('/'))));
        }

        @Override
        public boolean isDirectory() {
            return objects.keySet().stream().anyMatch(name -> name.startsWith(below()));
        }

        @Override
        public boolean isFile() {
            return objects.containsKey(path);
        }

        @Override
        public boolean exists() {
            return isFile() || isDirectory();
        }

        @Override
        public VirtualFile[] list() {
            return objects.keySet().stream().filter(name -> name.startsWith(below())).map(name -> name.substring(below().length()).split("/")[0]).distinct()
                    .map(this::child).toArray(VirtualFile[]::new);
        }

        @Override
        public VirtualFile child(String name) {
            return new Stored(objects, below() + name);
        }

        @Override
        public long length() {
            return isFile() ? objects.get(path).length : 0;
        }

        @Override
        public long lastModified() {
            return 0;
        }

        @Override
        public boolean canRead() {
            return exists();
        }

        @Override
        public InputStream open() throws IOException {
            if (!isFile()) {
                throw new FileNotFoundException(path);
            }
            return new ByteArrayInputStream(objects.get(path));
        }
    }
}
