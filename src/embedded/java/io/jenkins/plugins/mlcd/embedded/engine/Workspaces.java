package io.jenkins.plugins.mlcd.embedded.engine;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/** The workspaces below one directory: {@code job}, and {@code job@2}, {@code job@3} ... while others use the first. */
public final class Workspaces {

    private final Path root;
    private final Set<Path> used = new HashSet<>();

    public Workspaces(Path root) {
        this.root = root;
    }

    /** A directory that nobody else uses until it is given back. */
    public synchronized Path take(String name) {
        return take(root.resolve(name));
    }

    /** As {@link #take(String)}, for a directory that the user chose. */
    public synchronized Path take(Path wanted) {
        Path free = wanted;
        for (int number = 2; !used.add(free); number++) {
            free = wanted.resolveSibling(wanted.getFileName() + "@" + number);
        }
        return free;
    }

    public synchronized void giveBack(Path workspace) {
        used.remove(workspace);
    }

    public Path root() {
        return root;
    }
}
