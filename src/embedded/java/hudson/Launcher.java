package hudson;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.model.Node;
import hudson.model.TaskListener;
import hudson.remoting.VirtualChannel;
import hudson.util.ArgumentListBuilder;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;

public abstract class Launcher {
    @NonNull protected final TaskListener listener = null;
    @CheckForNull protected final VirtualChannel channel = null;
    protected Launcher(@NonNull TaskListener listener, @CheckForNull VirtualChannel channel) {
    }

    protected Launcher(@NonNull Launcher launcher) {
    }

    @CheckForNull public VirtualChannel getChannel() {
        throw new UnsupportedOperationException();
    }

    @NonNull public TaskListener getListener() {
        throw new UnsupportedOperationException();
    }

    @NonNull public final Launcher.ProcStarter launch() {
        throw new UnsupportedOperationException();
    }

    public abstract Proc launch(@NonNull Launcher.ProcStarter starter) throws IOException;

    public boolean isUnix() {
        throw new UnsupportedOperationException();
    }

    public abstract void kill(Map<String, String> modelEnvVars) throws IOException, InterruptedException;

    protected final void printCommandLine(@NonNull String[] cmd, @CheckForNull FilePath workDir) {
        throw new UnsupportedOperationException();
    }

    protected final void maskedPrintCommandLine(@NonNull List<String> cmd, @CheckForNull boolean[] mask, @CheckForNull FilePath workDir) {
        throw new UnsupportedOperationException();
    }

    protected final void maskedPrintCommandLine(@NonNull String[] cmd, @NonNull boolean[] mask, @CheckForNull FilePath workDir) {
        throw new UnsupportedOperationException();
    }

    @NonNull public final Launcher decorateFor(@NonNull Node node) {
        throw new UnsupportedOperationException();
    }

    @NonNull public final Launcher decorateByPrefix(String... prefix) {
        throw new UnsupportedOperationException();
    }

    @NonNull public final Launcher decorateByEnv(@NonNull EnvVars _env) {
        throw new UnsupportedOperationException();
    }

    public static boolean showFullPath;
    public final class ProcStarter {
        protected List<String> commands;
        @CheckForNull protected boolean[] masks;
        @CheckForNull protected FilePath pwd;
        @CheckForNull protected OutputStream stdout;
        @CheckForNull protected OutputStream stderr;
        @CheckForNull protected InputStream stdin;
        @CheckForNull protected String[] envs;
        protected boolean reverseStdin;
        protected boolean reverseStdout;
        protected boolean reverseStderr;
        public Launcher.ProcStarter cmdAsSingleString(String s) {
            throw new UnsupportedOperationException();
        }

        public Launcher.ProcStarter cmds(String... args) {
            throw new UnsupportedOperationException();
        }

        public Launcher.ProcStarter cmds(File program, String... args) {
            throw new UnsupportedOperationException();
        }

        public Launcher.ProcStarter cmds(List<String> args) {
            throw new UnsupportedOperationException();
        }

        public Launcher.ProcStarter cmds(ArgumentListBuilder args) {
            throw new UnsupportedOperationException();
        }

        public List<String> cmds() {
            throw new UnsupportedOperationException();
        }

        public Launcher.ProcStarter masks(@CheckForNull boolean... masks) {
            throw new UnsupportedOperationException();
        }

        @CheckForNull public boolean[] masks() {
            throw new UnsupportedOperationException();
        }

        public Launcher.ProcStarter quiet(boolean quiet) {
            throw new UnsupportedOperationException();
        }

        public boolean quiet() {
            throw new UnsupportedOperationException();
        }

        public Launcher.ProcStarter pwd(@CheckForNull FilePath workDir) {
            throw new UnsupportedOperationException();
        }

        public Launcher.ProcStarter pwd(@NonNull File workDir) {
            throw new UnsupportedOperationException();
        }

        public Launcher.ProcStarter pwd(@NonNull String workDir) {
            throw new UnsupportedOperationException();
        }

        @CheckForNull public FilePath pwd() {
            throw new UnsupportedOperationException();
        }

        public Launcher.ProcStarter stdout(@CheckForNull OutputStream out) {
            throw new UnsupportedOperationException();
        }

        public Launcher.ProcStarter stdout(@NonNull TaskListener out) {
            throw new UnsupportedOperationException();
        }

        @CheckForNull public OutputStream stdout() {
            throw new UnsupportedOperationException();
        }

        public Launcher.ProcStarter stderr(@CheckForNull OutputStream err) {
            throw new UnsupportedOperationException();
        }

        @CheckForNull public OutputStream stderr() {
            throw new UnsupportedOperationException();
        }

        @NonNull public Launcher.ProcStarter stdin(@CheckForNull InputStream in) {
            throw new UnsupportedOperationException();
        }

        @CheckForNull public InputStream stdin() {
            throw new UnsupportedOperationException();
        }

        public Launcher.ProcStarter envs(@NonNull Map<String, String> overrides) {
            throw new UnsupportedOperationException();
        }

        public Launcher.ProcStarter envs(@CheckForNull String... overrides) {
            throw new UnsupportedOperationException();
        }

        @NonNull public String[] envs() {
            throw new UnsupportedOperationException();
        }

        public Launcher.ProcStarter readStdout() {
            throw new UnsupportedOperationException();
        }

        public Launcher.ProcStarter readStderr() {
            throw new UnsupportedOperationException();
        }

        public Launcher.ProcStarter writeStdin() {
            throw new UnsupportedOperationException();
        }

        public Proc start() throws IOException {
            throw new UnsupportedOperationException();
        }

        public int join() throws IOException, InterruptedException {
            throw new UnsupportedOperationException();
        }

        @NonNull public Launcher.ProcStarter copy() {
            throw new UnsupportedOperationException();
        }

    }
}
