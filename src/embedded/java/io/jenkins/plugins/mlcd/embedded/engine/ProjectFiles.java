package io.jenkins.plugins.mlcd.embedded.engine;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * The files that {@code checkout scm} gives to a workspace: what git knows or would add, from the top of the working tree that the
 * Jenkinsfile lies in; without git, everything beside the Jenkinsfile but well-known directories of tools.
 */
public final class ProjectFiles {

    private static final Set<String> SKIPPED = Set.of(".git", "target", ".mlcd", "node_modules");

    private final Path root;
    private final Path home;
    private final boolean git;

    private ProjectFiles(Path root, Path home, boolean git) {
        this.root = root;
        this.home = home;
        this.git = git;
    }

    /** @param home of the runs, which is never copied */
    public static ProjectFiles around(Path jenkinsfile, Path home) {
        Path directory = jenkinsfile.toAbsolutePath().normalize().getParent();
        return git(directory, "rev-parse", "--show-toplevel")
                .map(top -> new ProjectFiles(Path.of(top.strip()), home.toAbsolutePath().normalize(), true))
                .orElseGet(() -> new ProjectFiles(directory, home.toAbsolutePath().normalize(), false));
    }

    public Path root() {
        return root;
    }

    /** The checked-out commit and branch, when git knows them. */
    public Optional<String> git(String... command) {
        return git ? git(root, command).map(String::strip).filter(text -> !text.isEmpty()) : Optional.empty();
    }

    /** Copies the files and returns how many there are; files that are already there and unchanged are left alone. */
    public int copyTo(Path workspace) throws IOException {
        List<Path> files = list();
        for (Path file : files) {
            Path source = root.resolve(file);
            Path target = workspace.resolve(file);
            if (!isSame(source, target)) {
                Files.createDirectories(target.getParent());
                Files.copy(source, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES,
                        LinkOption.NOFOLLOW_LINKS);
            }
        }
        return files.size();
    }

    private static boolean isSame(Path source, Path target) throws IOException {
        return Files.isRegularFile(target, LinkOption.NOFOLLOW_LINKS)
                && Files.size(source) == Files.size(target)
                && Files.getLastModifiedTime(source).equals(Files.getLastModifiedTime(target));
    }

    private List<Path> list() throws IOException {
        List<Path> files = new ArrayList<>();
        if (git) {
            String listed = git(root, "ls-files", "-coz", "--exclude-standard")
                    .orElseThrow(() -> new IOException("git cannot list the files of " + root));
            Arrays.stream(listed.split("\0")).filter(name -> !name.isEmpty()).map(Path::of).forEach(files::add);
        } else {
            walk(files);
        }
        files.removeIf(file -> !isCopied(root.resolve(file)));
        return files;
    }

    private boolean isCopied(Path file) {
        return !file.normalize().startsWith(home)
                && (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) || Files.isSymbolicLink(file));
    }

    private void walk(List<Path> files) throws IOException {
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                return !directory.equals(root) && SKIPPED.contains(directory.getFileName().toString())
                        ? FileVisitResult.SKIP_SUBTREE
                        : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                files.add(root.relativize(file));
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private static Optional<String> git(Path directory, String... command) {
        List<String> line = new ArrayList<>(List.of("git", "-C", directory.toString()));
        line.addAll(List.of(command));
        try {
            Process process = new ProcessBuilder(line).redirectError(ProcessBuilder.Redirect.DISCARD).start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return process.waitFor(30, TimeUnit.SECONDS) && process.exitValue() == 0 ? Optional.of(output) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
