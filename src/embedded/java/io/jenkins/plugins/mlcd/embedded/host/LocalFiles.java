package io.jenkins.plugins.mlcd.embedded.host;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.apache.tools.ant.DirectoryScanner;
import org.apache.tools.ant.types.selectors.SelectorUtils;

/** What {@code hudson.FilePath} and {@code jenkins.util.VirtualFile} do on the files of this machine. */
public final class LocalFiles {

    private final Path root;

    public LocalFiles(Path root) {
        this.root = root;
    }

    /**
     * Paths of the files below the root that one of the Ant patterns {@code includes} matches and none of {@code excludes}, with slashes, sorted.
     * Patterns are separated by commas or blanks. {@code defaults} also leaves out what Ant leaves out, such as {@code .git}.
     */
    public List<String> glob(String includes, String excludes, boolean defaults) {
        if (!Files.isDirectory(root)) {
            return List.of();
        }
        DirectoryScanner scanner = new DirectoryScanner();
        scanner.setBasedir(root.toFile());
        scanner.setIncludes(patterns(includes));
        scanner.setExcludes(patterns(excludes));
        scanner.setFollowSymlinks(false);
        if (defaults) {
            scanner.addDefaultExcludes();
        }
        scanner.scan();
        return Arrays.stream(scanner.getIncludedFiles()).map(p -> p.replace(File.separatorChar, '/')).sorted().toList();
    }

    /** Those of {@code paths} that the patterns match, as {@link #glob} matches files. */
    public static List<String> matching(Collection<String> paths, String includes, String excludes, boolean defaults) {
        List<String> without = new ArrayList<>(Arrays.asList(Objects.requireNonNullElse(patterns(excludes), new String[0])));
        if (defaults) {
            without.addAll(Arrays.asList(DirectoryScanner.getDefaultExcludes()));
        }
        String[] with = Objects.requireNonNullElse(patterns(includes), new String[] {"**"});
        return paths.stream().filter(p -> Arrays.stream(with).anyMatch(i -> matches(i, p)) && without.stream().noneMatch(e -> matches(e, p))).sorted().toList();
    }

    private static boolean matches(String pattern, String path) {
        String whole = pattern.endsWith("/") ? pattern + "**" : pattern;
        return SelectorUtils.matchPath(whole.replace('/', File.separatorChar), path.replace('/', File.separatorChar));
    }

    private static String[] patterns(String text) {
        return text == null || text.isBlank() ? null : text.trim().split("[,\\s]+");
    }

    /** Packs the files that the glob matches under their relative names, or, without one, the whole root under its own name. */
    public void zip(OutputStream out, String glob) throws IOException {
        ZipOutputStream zip = new ZipOutputStream(out, StandardCharsets.UTF_8);
        String prefix = glob == null ? root.toAbsolutePath().getFileName().toString() : "";
        if (Files.isRegularFile(root)) {
            entry(zip, root, prefix);
        } else {
            for (String path : glob(glob == null ? "**" : glob, null, false)) {
                entry(zip, root.resolve(path), prefix.isEmpty() ? path : prefix + "/" + path);
            }
        }
        zip.finish();
    }

    private static void entry(ZipOutputStream zip, Path file, String name) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        Files.copy(file, zip);
        zip.closeEntry();
    }

    public void unzip(InputStream in) throws IOException {
        ZipInputStream zip = new ZipInputStream(in, StandardCharsets.UTF_8);
        Path base = root.toAbsolutePath().normalize();
        for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
            Path target = base.resolve(entry.getName()).normalize();
            if (!target.startsWith(base)) {
                throw new IOException("the archive's entry " + entry.getName() + " would leave " + root);
            }
            if (entry.isDirectory()) {
                Files.createDirectories(target);
            } else {
                Files.createDirectories(target.getParent());
                Files.copy(zip, target, StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    /** Deletes the root and what is below it; a symbolic link is not followed. */
    public void delete() throws IOException {
        if (Files.exists(root, LinkOption.NOFOLLOW_LINKS)) {
            Files.walkFileTree(root, new Deletion());
        }
    }

    public void deleteContents() throws IOException {
        try (Stream<Path> children = Files.list(root)) {
            for (Path child : children.toList()) {
                new LocalFiles(child).delete();
            }
        }
    }

    public void chmod(int mask) throws IOException {
        Set<PosixFilePermission> permissions = EnumSet.noneOf(PosixFilePermission.class);
        PosixFilePermission[] highestFirst = PosixFilePermission.values();
        for (int i = 0; i < highestFirst.length; i++) {
            if ((mask >> highestFirst.length - 1 - i & 1) == 1) {
                permissions.add(highestFirst[i]);
            }
        }
        Files.setPosixFilePermissions(root, permissions);
    }

    public int mode() throws IOException {
        if (Files.getFileAttributeView(root, PosixFileAttributeView.class) == null) {
            return -1;
        }
        PosixFilePermission[] highestFirst = PosixFilePermission.values();
        return Files.getPosixFilePermissions(root).stream().mapToInt(p -> 1 << highestFirst.length - 1 - p.ordinal()).sum();
    }

    private static final class Deletion extends SimpleFileVisitor<Path> {

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path directory, IOException failure) throws IOException {
            if (failure != null) {
                throw failure;
            }
            Files.delete(directory);
            return FileVisitResult.CONTINUE;
        }
    }
}
