package jenkins.util;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.FilePath;
import io.jenkins.plugins.mlcd.embedded.host.LocalFiles;
import java.io.File;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.net.URI;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** A file that may lie anywhere, such as an artifact; read only. */
public abstract class VirtualFile implements Comparable<VirtualFile>, Serializable {

    private static final long serialVersionUID = 1L;

    @NonNull
    public abstract String getName();

    @NonNull
    public abstract URI toURI();

    public abstract VirtualFile getParent();

    public abstract boolean isDirectory() throws IOException;

    public abstract boolean isFile() throws IOException;

    public abstract boolean exists() throws IOException;

    @NonNull
    public abstract VirtualFile[] list() throws IOException;

    /** Paths of the files below this one that the Ant patterns match. */
    @NonNull
    public Collection<String> list(@NonNull String includes, @CheckForNull String excludes, boolean useDefaultExcludes) throws IOException {
        List<String> all = new ArrayList<>();
        collect(this, "", all);
        return LocalFiles.matching(all, includes, excludes, useDefaultExcludes);
    }

    private static void collect(VirtualFile directory, String prefix, List<String> paths) throws IOException {
        for (VirtualFile child : directory.list()) {
            if (child.isDirectory()) {
                collect(child, prefix + child.getName() + "/", paths);
            } else {
                paths.add(prefix + child.getName());
            }
        }
    }

    @NonNull
    public abstract VirtualFile child(@NonNull String name);

    public abstract long length() throws IOException;

    public abstract long lastModified() throws IOException;

    public abstract boolean canRead() throws IOException;

    public abstract InputStream open() throws IOException;

    @Override
    public final int compareTo(VirtualFile o) {
        return getName().compareToIgnoreCase(o.getName());
    }

    @Override
    public final boolean equals(Object obj) {
        return obj instanceof VirtualFile that && toURI().equals(that.toURI());
    }

    @Override
    public final int hashCode() {
        return toURI().hashCode();
    }

    @Override
    public final String toString() {
        return toURI().toString();
    }

    public static VirtualFile forFile(File f) {
        return new Local(f, f);
    }

    public static VirtualFile forFilePath(FilePath f) {
        return forFile(new File(f.getRemote()));
    }

    /** A file of this machine below a root that links and {@code ..} must not leave. */
    private static final class Local extends VirtualFile {

        private static final long serialVersionUID = 1L;

        private final File f;
        private final File root;

        Local(File f, File root) {
            this.f = f;
            this.root = root;
        }

        private boolean escapes() {
            try {
                return Files.exists(f.toPath()) && !f.toPath().toRealPath().startsWith(root.toPath().toRealPath());
            } catch (IOException e) {
                return true;
            }
        }

        @Override
        public String getName() {
            return f.getName();
        }

        @Override
        public URI toURI() {
            return f.toURI();
        }

        @Override
        public VirtualFile getParent() {
            return new Local(f.getParentFile(), root);
        }

        @Override
        public boolean isDirectory() {
            return !escapes() && f.isDirectory();
        }

        @Override
        public boolean isFile() {
            return !escapes() && f.isFile();
        }

        @Override
        public boolean exists() {
            return !escapes() && f.exists();
        }

        @Override
        public VirtualFile[] list() {
            File[] children = isDirectory() ? f.listFiles() : null;
            return children == null ? new VirtualFile[0] : Arrays.stream(children).sorted().map(c -> new Local(c, root)).toArray(VirtualFile[]::new);
        }

        @Override
        public Collection<String> list(String includes, String excludes, boolean useDefaultExcludes) {
            return escapes() ? Set.of() : new LinkedHashSet<>(new LocalFiles(f.toPath()).glob(includes, excludes, useDefaultExcludes));
        }

        @Override
        public VirtualFile child(String name) {
            return new Local(new File(f, name), root);
        }

        @Override
        public long length() {
            return escapes() ? 0 : f.length();
        }

        @Override
        public long lastModified() {
            return escapes() ? 0 : f.lastModified();
        }

        @Override
        public boolean canRead() {
            return !escapes() && f.canRead();
        }

        @Override
        public InputStream open() throws IOException {
            if (escapes()) {
                throw new FileNotFoundException(f + " is not below " + root);
            }
            return Files.newInputStream(f.toPath());
        }
    }
}
