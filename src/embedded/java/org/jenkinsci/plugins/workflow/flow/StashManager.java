package org.jenkinsci.plugins.workflow.flow;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.AbortException;
import hudson.EnvVars;
import hudson.FilePath;
import hudson.Launcher;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.mlcd.embedded.host.LocalFiles;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** Keeps files of a workspace while the build runs, for another workspace of it. */
public class StashManager {

    private static final Pattern SAFE_NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.@ -]*");

    private StashManager() {
    }

    /** @throws AbortException when nothing matches and {@code allowEmpty} is false */
    public static void stash(@NonNull Run<?, ?> build, @NonNull String name, @NonNull FilePath workspace, @NonNull Launcher launcher, @NonNull EnvVars env, @NonNull TaskListener listener, @CheckForNull String includes, @CheckForNull String excludes, boolean useDefaultExcludes, boolean allowEmpty) throws IOException, InterruptedException {
        FilePath[] files = workspace.list(includes == null ? "**" : includes, excludes, useDefaultExcludes);
        if (files.length == 0 && !allowEmpty) {
            throw new AbortException("No files included in stash ‘" + name + "’");
        }
        FilePath stash = directory(build, name);
        stash.deleteRecursive();
        stash.mkdirs();
        for (FilePath file : files) {
            file.copyToWithPermission(stash.child(Path.of(workspace.getRemote()).relativize(Path.of(file.getRemote())).toString()));
        }
        listener.getLogger().println("Stashed " + files.length + " file(s)");
    }

    /** @throws AbortException when there is no stash of that name */
    public static void unstash(@NonNull Run<?, ?> build, @NonNull String name, @NonNull FilePath workspace, @NonNull Launcher launcher, @NonNull EnvVars env, @NonNull TaskListener listener) throws IOException, InterruptedException {
        FilePath stash = directory(build, name);
        if (!stash.exists()) {
            throw new AbortException("No such saved stash ‘" + name + "’");
        }
        for (String path : new LocalFiles(Path.of(stash.getRemote())).glob("**", null, false)) {
            stash.child(path).copyToWithPermission(workspace.child(path));
        }
    }

    public static void clearAll(@NonNull Run<?, ?> build, @NonNull TaskListener listener) throws IOException, InterruptedException {
        all(build).deleteRecursive();
    }

    public static void maybeClearAll(@NonNull Run<?, ?> build, @NonNull TaskListener listener) throws IOException, InterruptedException {
        clearAll(build, listener);
    }

    private static FilePath all(Run<?, ?> build) {
        return new FilePath(new File(build.getRootDir(), "stashes"));
    }

    private static FilePath directory(Run<?, ?> build, String name) throws AbortException {
        if (!SAFE_NAME.matcher(name).matches()) {
            throw new AbortException("‘" + name + "’ is not a safe name for a stash");
        }
        return all(build).child(name);
    }
}
