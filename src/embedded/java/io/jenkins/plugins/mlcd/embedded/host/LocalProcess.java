package io.jenkins.plugins.mlcd.embedded.host;

import hudson.Launcher.ProcStarter;
import hudson.Proc;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A process of this machine with its output copied to where its starter wants it. */
public final class LocalProcess extends Proc {

    private static final Duration GRACE = Duration.ofSeconds(10);
    private static final Duration LAST_OUTPUT = Duration.ofSeconds(5);

    private final Process process;
    private final List<Thread> copying = new ArrayList<>();
    private final InputStream stdout;
    private final InputStream stderr;
    private final OutputStream stdin;
    private volatile IOException failure;

    /** Which streams the starter wants to read or write itself. */
    public record Reversed(boolean stdin, boolean stdout, boolean stderr) {
    }

    public LocalProcess(ProcStarter starter, Map<String, String> environment, Reversed reversed) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(starter.cmds());
        builder.environment().clear();
        builder.environment().putAll(environment);
        if (starter.pwd() != null) {
            builder.directory(new File(starter.pwd().getRemote()));
        }
        if (!reversed.stdin() && starter.stdin() == null) {
            builder.redirectInput(ProcessBuilder.Redirect.from(new File(File.pathSeparatorChar == ':' ? "/dev/null" : "NUL")));
        }
        builder.redirectErrorStream(!reversed.stderr() && starter.stderr() == null);
        process = builder.start();
        stdout = reversed.stdout() ? process.getInputStream() : copy("stdout", process.getInputStream(), starter.stdout());
        stderr = reversed.stderr() ? process.getErrorStream() : builder.redirectErrorStream() ? null : copy("stderr", process.getErrorStream(), starter.stderr());
        stdin = reversed.stdin() ? process.getOutputStream() : null;
        if (!reversed.stdin() && starter.stdin() != null) {
            feed(starter.stdin());
        }
    }

    private InputStream copy(String name, InputStream from, OutputStream to) {
        OutputStream target = to == null ? OutputStream.nullOutputStream() : to;
        copying.add(thread(name, () -> {
            byte[] buffer = new byte[8192];
            for (int n = from.read(buffer); n >= 0; n = from.read(buffer)) {
                target.write(buffer, 0, n);
                target.flush();
            }
        }));
        return null;
    }

    private void feed(InputStream in) {
        thread("stdin", () -> {
            try (OutputStream out = process.getOutputStream()) {
                in.transferTo(out);
            } catch (IOException e) {
                return; // the process has ended without reading everything, which is its right
            }
        });
    }

    private Thread thread(String name, Copy work) {
        Thread thread = new Thread(() -> {
            try {
                work.run();
            } catch (IOException e) {
                failure = e;
            }
        }, name + " of process " + process.pid());
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private interface Copy {
        void run() throws IOException;
    }

    @Override
    public boolean isAlive() {
        return process.isAlive();
    }

    @Override
    public void kill() throws InterruptedException {
        ProcessTree.kill(process.toHandle(), GRACE);
        process.waitFor(GRACE.toMillis(), TimeUnit.MILLISECONDS); // until this JVM knows it, too
    }

    @Override
    public int join() throws IOException, InterruptedException {
        try {
            int status = process.waitFor();
            for (Thread thread : copying) {
                thread.join(LAST_OUTPUT.toMillis()); // a daemon that it left behind may hold the pipe open
            }
            if (failure != null && copying.stream().noneMatch(Thread::isAlive)) {
                throw failure;
            }
            return status;
        } catch (InterruptedException e) {
            kill();
            throw e;
        }
    }

    @Override
    public InputStream getStdout() {
        return stdout;
    }

    @Override
    public InputStream getStderr() {
        return stderr;
    }

    @Override
    public OutputStream getStdin() {
        return stdin;
    }
}
