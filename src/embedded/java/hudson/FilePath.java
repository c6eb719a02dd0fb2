package hudson;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.model.Computer;
import hudson.model.TaskListener;
import hudson.remoting.Callable;
import hudson.remoting.LocalChannel;
import hudson.remoting.VirtualChannel;
import hudson.util.DaemonThreadFactory;
import hudson.util.NamingThreadFactory;
import io.jenkins.plugins.mlcd.embedded.host.LocalFiles;
import java.io.File;
import java.io.FileFilter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Serializable;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Executors;
import jenkins.agents.ControllerToAgentFileCallable;
import jenkins.util.VirtualFile;
import org.jenkinsci.remoting.RoleSensitive;

/** A file or directory of a node. In an embedded Jenkins every node is this machine, so everything happens here. */
public final class FilePath implements Serializable {

    private static final long serialVersionUID = 1L;

    /** The channel to this very JVM. */
    @NonNull
    public static final LocalChannel localChannel = new LocalChannel(
            Executors.newCachedThreadPool(new NamingThreadFactory(new DaemonThreadFactory(), "hudson.FilePath.localChannel")));

    private final String remote;

    public FilePath(@CheckForNull VirtualChannel channel, @NonNull String remote) {
        this.remote = normalize(remote);
    }

    public FilePath(@NonNull File localPath) {
        this(localChannel, localPath.getPath());
    }

    public FilePath(@NonNull FilePath base, @NonNull String rel) {
        this(localChannel, base.path().resolve(rel).toString());
    }

    private static String normalize(String path) {
        String normal = Path.of(path).normalize().toString();
        return normal.isEmpty() ? "." : normal;
    }

    private Path path() {
        return Path.of(remote);
    }

    private LocalFiles files() {
        return new LocalFiles(path());
    }

    public String getRemote() {
        return remote;
    }

    public VirtualChannel getChannel() {
        return localChannel;
    }

    public boolean isRemote() {
        return false;
    }

    @CheckForNull
    public Computer toComputer() {
        return jenkins.model.Jenkins.get().toComputer();
    }

    public void zip(OutputStream os) throws IOException, InterruptedException {
        zip(os, (String) null);
    }

    public void zip(FilePath dst) throws IOException, InterruptedException {
        try (OutputStream os = dst.write()) {
            zip(os);
        }
    }

    /** Writes this directory, under its own name, or the file; with a glob only what it matches below this directory, under relative names. */
    public void zip(OutputStream os, String glob) throws IOException, InterruptedException {
        files().zip(os, glob);
    }

    public void unzip(FilePath target) throws IOException, InterruptedException {
        try (InputStream in = read()) {
            target.unzipFrom(in);
        }
    }

    /** Unpacks into this directory. An entry that would leave it is refused. */
    public void unzipFrom(InputStream _in) throws IOException, InterruptedException {
        files().unzip(_in);
    }

    public FilePath absolutize() throws IOException, InterruptedException {
        return new FilePath(path().toAbsolutePath().toFile());
    }

    public void symlinkTo(String target, TaskListener listener) throws IOException, InterruptedException {
        Files.deleteIfExists(path());
        Files.createSymbolicLink(path(), Path.of(target));
    }

    public String readLink() throws IOException, InterruptedException {
        return Files.isSymbolicLink(path()) ? Files.readSymbolicLink(path()).toString() : null;
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof FilePath that && remote.equals(that.remote);
    }

    @Override
    public int hashCode() {
        return remote.hashCode();
    }

    @Override
    public String toString() {
        return remote;
    }

    public <T> T act(FileCallable<T> callable) throws IOException, InterruptedException {
        return callable.invoke(path().toFile(), localChannel);
    }

    public <V, E extends Throwable> V act(Callable<V, E> callable) throws IOException, InterruptedException, E {
        return localChannel.call(callable);
    }

    public URI toURI() throws IOException, InterruptedException {
        return path().toUri();
    }

    public VirtualFile toVirtualFile() {
        return VirtualFile.forFilePath(this);
    }

    public void mkdirs() throws IOException, InterruptedException {
        Files.createDirectories(path());
    }

    public void deleteRecursive() throws IOException, InterruptedException {
        files().delete();
    }

    public void deleteContents() throws IOException, InterruptedException {
        files().deleteContents();
    }

    public String getName() {
        Path name = path().getFileName();
        return name == null ? remote : name.toString();
    }

    public String getBaseName() {
        String name = getName();
        int dot = name.lastIndexOf('.');
        return dot < 0 ? name : name.substring(0, dot);
    }

    @CheckForNull
    public FilePath sibling(String rel) {
        FilePath parent = getParent();
        return parent == null ? null : parent.child(rel);
    }

    public FilePath withSuffix(String suffix) {
        return new FilePath(localChannel, remote + suffix);
    }

    @NonNull
    public FilePath child(String relOrAbsolute) {
        return new FilePath(this, relOrAbsolute);
    }

    @CheckForNull
    public FilePath getParent() {
        Path parent = path().getParent();
        return parent == null ? null : new FilePath(parent.toFile());
    }

    public FilePath createTempFile(String prefix, String suffix) throws IOException, InterruptedException {
        return new FilePath(Files.createTempFile(path(), prefix, suffix).toFile());
    }

    public FilePath createTextTempFile(String prefix, String suffix, String contents) throws IOException, InterruptedException {
        return createTextTempFile(prefix, suffix, contents, true);
    }

    public FilePath createTextTempFile(String prefix, String suffix, String contents, boolean inThisDirectory) throws IOException, InterruptedException {
        Path made = inThisDirectory ? Files.createTempFile(path(), prefix, suffix) : Files.createTempFile(prefix, suffix);
        return new FilePath(Files.writeString(made, contents).toFile());
    }

    public FilePath createTempDir(String prefix, String suffix) throws IOException, InterruptedException {
        return new FilePath(Files.createTempDirectory(path(), prefix + "." + suffix).toFile());
    }

    public boolean delete() throws IOException, InterruptedException {
        return Files.deleteIfExists(path());
    }

    public boolean exists() throws IOException, InterruptedException {
        return Files.exists(path());
    }

    public long lastModified() throws IOException, InterruptedException {
        return path().toFile().lastModified();
    }

    public void touch(long timestamp) throws IOException, InterruptedException {
        if (!exists()) {
            Files.createFile(path());
        }
        Files.setLastModifiedTime(path(), FileTime.fromMillis(timestamp));
    }

    public boolean isDirectory() throws IOException, InterruptedException {
        return Files.isDirectory(path());
    }

    public long length() throws IOException, InterruptedException {
        return path().toFile().length();
    }

    public long getFreeDiskSpace() throws IOException, InterruptedException {
        return path().toFile().getFreeSpace();
    }

    public long getUsableDiskSpace() throws IOException, InterruptedException {
        return path().toFile().getUsableSpace();
    }

    public void chmod(int mask) throws IOException, InterruptedException {
        files().chmod(mask);
    }

    /** The POSIX permissions as a number, or -1 where there are none. */
    public int mode() throws IOException, InterruptedException {
        return files().mode();
    }

    @NonNull
    public List<FilePath> list() throws IOException, InterruptedException {
        return list((FileFilter) null);
    }

    @NonNull
    public List<FilePath> listDirectories() throws IOException, InterruptedException {
        return list(File::isDirectory);
    }

    @NonNull
    public List<FilePath> list(FileFilter filter) throws IOException, InterruptedException {
        File[] found = path().toFile().listFiles(filter);
        return found == null ? List.of() : Arrays.stream(found).sorted().map(FilePath::new).toList();
    }

    /** Files below this directory that an Ant pattern such as {@code **.jar} matches. */
    @NonNull
    public FilePath[] list(String includes) throws IOException, InterruptedException {
        return list(includes, null);
    }

    @NonNull
    public FilePath[] list(String includes, String excludes) throws IOException, InterruptedException {
        return list(includes, excludes, true);
    }

    @NonNull
    public FilePath[] list(String includes, String excludes, boolean defaultExcludes) throws IOException, InterruptedException {
        return files().glob(includes, excludes, defaultExcludes).stream().map(this::child).toArray(FilePath[]::new);
    }

    public InputStream read() throws IOException, InterruptedException {
        return Files.newInputStream(path());
    }

    public InputStream readFromOffset(long offset) throws IOException, InterruptedException {
        InputStream in = read();
        in.skipNBytes(offset);
        return in;
    }

    public String readToString() throws IOException, InterruptedException {
        return Files.readString(path());
    }

    public OutputStream write() throws IOException, InterruptedException {
        makeParent();
        return Files.newOutputStream(path());
    }

    public void write(String content, String encoding) throws IOException, InterruptedException {
        makeParent();
        Files.writeString(path(), content, encoding == null ? Charset.defaultCharset() : Charset.forName(encoding));
    }

    private void makeParent() throws IOException {
        Files.createDirectories(path().toAbsolutePath().getParent());
    }

    public String digest() throws IOException, InterruptedException {
        return Util.getDigestOf(path().toFile());
    }

    public void renameTo(FilePath target) throws IOException, InterruptedException {
        Files.move(path(), target.path());
    }

    public void moveAllChildrenTo(FilePath target) throws IOException, InterruptedException {
        for (FilePath child : list()) {
            Files.move(child.path(), target.path().resolve(child.getName()), StandardCopyOption.REPLACE_EXISTING);
        }
        deleteRecursive();
    }

    public void copyFrom(InputStream in) throws IOException, InterruptedException {
        try (OutputStream os = write()) {
            in.transferTo(os);
        }
    }

    public void copyFrom(FilePath src) throws IOException, InterruptedException {
        src.copyTo(this);
    }

    public void copyTo(FilePath target) throws IOException, InterruptedException {
        try (InputStream in = read()) {
            target.copyFrom(in);
        }
    }

    public void copyToWithPermission(FilePath target) throws IOException, InterruptedException {
        target.makeParent();
        Files.copy(path(), target.path(), StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
    }

    public void copyTo(OutputStream os) throws IOException, InterruptedException {
        Files.copy(path(), os);
    }

    /** @return number of files that were copied */
    public int copyRecursiveTo(FilePath target) throws IOException, InterruptedException {
        return copyRecursiveTo("**", target);
    }

    public int copyRecursiveTo(String fileMask, FilePath target) throws IOException, InterruptedException {
        return copyRecursiveTo(fileMask, null, target);
    }

    public int copyRecursiveTo(String fileMask, String excludes, FilePath target) throws IOException, InterruptedException {
        List<String> found = files().glob(fileMask, excludes, true);
        for (String path : found) {
            child(path).copyToWithPermission(target.child(path));
        }
        return found.size();
    }

    public Launcher createLauncher(TaskListener listener) throws IOException, InterruptedException {
        return new Launcher.LocalLauncher(listener);
    }

    /** Code that works on a file where the file is. */
    public interface FileCallable<T> extends Serializable, RoleSensitive {

        T invoke(File f, VirtualChannel channel) throws IOException, InterruptedException;
    }
}
