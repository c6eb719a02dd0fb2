package hudson;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.model.TaskListener;
import hudson.remoting.VirtualChannel;
import hudson.util.ArgumentListBuilder;
import io.jenkins.plugins.mlcd.embedded.host.LocalProcess;
import io.jenkins.plugins.mlcd.embedded.host.ProcessTree;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Starts processes on a node. */
public abstract class Launcher {

    @NonNull
    protected final TaskListener listener;
    @CheckForNull
    protected final VirtualChannel channel;

    protected Launcher(@NonNull TaskListener listener, @CheckForNull VirtualChannel channel) {
        this.listener = Objects.requireNonNull(listener, "listener");
        this.channel = channel;
    }

    protected Launcher(@NonNull Launcher launcher) {
        this(launcher.listener, launcher.channel);
    }

    @CheckForNull
    public VirtualChannel getChannel() {
        return channel;
    }

    @NonNull
    public TaskListener getListener() {
        return listener;
    }

    @NonNull
    public final ProcStarter launch() {
        return new ProcStarter();
    }

    public abstract Proc launch(@NonNull ProcStarter starter) throws IOException;

    public boolean isUnix() {
        return File.pathSeparatorChar == ':';
    }

    /** Stops every process that has all of these variables in its environment. */
    public abstract void kill(Map<String, String> modelEnvVars) throws IOException, InterruptedException;

    protected final void maskedPrintCommandLine(@NonNull List<String> cmd, @CheckForNull boolean[] mask, @CheckForNull FilePath workDir) {
        StringBuilder line = new StringBuilder(workDir == null ? "" : "[" + workDir.getName() + "] ").append('$');
        for (int i = 0; i < cmd.size(); i++) {
            boolean masked = mask != null && i < mask.length && mask[i];
            String word = masked ? "********" : cmd.get(i);
            line.append(' ').append(word.matches("[^\\s\"]+") ? word : '"' + word.replace("\"", "\\\"") + '"');
        }
        listener.getLogger().println(line);
    }

    /** A launcher that adds {@code _env} to the environment of every process. */
    @NonNull
    public final Launcher decorateByEnv(@NonNull EnvVars _env) {
        EnvVars added = new EnvVars(_env);
        Launcher outer = this;
        return new Launcher(outer) {
            @Override
            public Proc launch(@NonNull ProcStarter starter) throws IOException {
                EnvVars env = new EnvVars(added);
                for (String pair : starter.envs()) {
                    env.addLine(pair);
                }
                return outer.launch(starter.copy().envs(env));
            }

            @Override
            public boolean isUnix() {
                return outer.isUnix();
            }

            @Override
            public void kill(Map<String, String> modelEnvVars) throws IOException, InterruptedException {
                outer.kill(modelEnvVars);
            }
        };
    }

    /** How a process is to be started. */
    public final class ProcStarter {

        protected List<String> commands;
        @CheckForNull
        protected boolean[] masks;
        private boolean quiet;
        @CheckForNull
        protected FilePath pwd;
        @CheckForNull
        protected OutputStream stdout;
        @CheckForNull
        protected OutputStream stderr;
        @CheckForNull
        protected InputStream stdin;
        @CheckForNull
        protected String[] envs;
        protected boolean reverseStdin;
        protected boolean reverseStdout;
        protected boolean reverseStderr;

        public ProcStarter cmdAsSingleString(String s) {
            return cmds(s.trim().split("\\s+"));
        }

        public ProcStarter cmds(String... args) {
            return cmds(Arrays.asList(args));
        }

        public ProcStarter cmds(File program, String... args) {
            commands = new ArrayList<>(List.of(program.getPath()));
            commands.addAll(Arrays.asList(args));
            return this;
        }

        public ProcStarter cmds(List<String> args) {
            commands = new ArrayList<>(args);
            return this;
        }

        public ProcStarter cmds(ArgumentListBuilder args) {
            masks = args.toMaskArray();
            return cmds(args.toList());
        }

        public List<String> cmds() {
            return commands;
        }

        public ProcStarter masks(@CheckForNull boolean... masks) {
            this.masks = masks;
            return this;
        }

        @CheckForNull
        public boolean[] masks() {
            return masks;
        }

        /** Whether the command line is left out of the log. */
        public ProcStarter quiet(boolean quiet) {
            this.quiet = quiet;
            return this;
        }

        public boolean quiet() {
            return quiet;
        }

        public ProcStarter pwd(@CheckForNull FilePath workDir) {
            pwd = workDir;
            return this;
        }

        public ProcStarter pwd(@NonNull File workDir) {
            return pwd(new FilePath(workDir));
        }

        public ProcStarter pwd(@NonNull String workDir) {
            return pwd(new FilePath(getChannel(), workDir));
        }

        @CheckForNull
        public FilePath pwd() {
            return pwd;
        }

        public ProcStarter stdout(@CheckForNull OutputStream out) {
            stdout = out;
            return this;
        }

        public ProcStarter stdout(@NonNull TaskListener out) {
            return stdout(out.getLogger());
        }

        @CheckForNull
        public OutputStream stdout() {
            return stdout;
        }

        /** Where the error output goes; by default where the output goes. */
        public ProcStarter stderr(@CheckForNull OutputStream err) {
            stderr = err;
            return this;
        }

        @CheckForNull
        public OutputStream stderr() {
            return stderr;
        }

        @NonNull
        public ProcStarter stdin(@CheckForNull InputStream in) {
            stdin = in;
            return this;
        }

        @CheckForNull
        public InputStream stdin() {
            return stdin;
        }

        public ProcStarter envs(@NonNull Map<String, String> overrides) {
            return envs(overrides.entrySet().stream().map(e -> e.getKey() + "=" + e.getValue()).toArray(String[]::new));
        }

        public ProcStarter envs(@CheckForNull String... overrides) {
            envs = overrides == null ? null : overrides.clone();
            return this;
        }

        @NonNull
        public String[] envs() {
            return envs == null ? new String[0] : envs.clone();
        }

        /** Has {@link Proc#getStdout} offer the output. */
        public ProcStarter readStdout() {
            reverseStdout = true;
            return this;
        }

        public ProcStarter readStderr() {
            reverseStderr = true;
            return this;
        }

        public ProcStarter writeStdin() {
            reverseStdin = true;
            return this;
        }

        public Proc start() throws IOException {
            return launch(this);
        }

        public int join() throws IOException, InterruptedException {
            return start().join();
        }

        @NonNull
        public ProcStarter copy() {
            ProcStarter copy = new ProcStarter().cmds(commands).masks(masks).quiet(quiet).pwd(pwd).stdin(stdin).stdout(stdout).stderr(stderr).envs(envs);
            copy.reverseStdin = reverseStdin;
            copy.reverseStdout = reverseStdout;
            copy.reverseStderr = reverseStderr;
            return copy;
        }
    }

    /** Starts processes on this machine. */
    public static class LocalLauncher extends Launcher {

        public LocalLauncher(@NonNull TaskListener listener) {
            this(listener, FilePath.localChannel);
        }

        public LocalLauncher(@NonNull TaskListener listener, @CheckForNull VirtualChannel channel) {
            super(listener, channel);
        }

        @Override
        public Proc launch(@NonNull ProcStarter ps) throws IOException {
            if (!ps.quiet()) {
                maskedPrintCommandLine(ps.cmds(), ps.masks(), ps.pwd());
            }
            EnvVars env = new EnvVars(EnvVars.masterEnvVars);
            for (String pair : ps.envs()) {
                int equals = pair.indexOf('=');
                env.override(pair.substring(0, equals), env.expand(pair.substring(equals + 1)));
            }
            return new LocalProcess(ps, env, new LocalProcess.Reversed(ps.reverseStdin, ps.reverseStdout, ps.reverseStderr));
        }

        @Override
        public void kill(Map<String, String> modelEnvVars) throws InterruptedException {
            ProcessTree.killWithEnvironment(modelEnvVars);
        }
    }
}
