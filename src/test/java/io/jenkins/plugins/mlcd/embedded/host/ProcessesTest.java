package io.jenkins.plugins.mlcd.embedded.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import hudson.Launcher;
import hudson.Proc;
import hudson.util.StreamTaskListener;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Processes of the local launcher: their streams, environment and end. */
class ProcessesTest {

    @TempDir
    private Path directory;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final StreamTaskListener listener = new StreamTaskListener(out, StandardCharsets.UTF_8);
    private final Launcher launcher = new Launcher.LocalLauncher(listener);

    private Launcher.ProcStarter sh(String script) {
        return launcher.launch().cmds("sh", "-c", script).pwd(directory.toFile()).stdout(listener);
    }

    private String printed() {
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void givesOutputStatusAndEnvironment() throws Exception {
        int status = sh("echo $GREETING in $(basename $PWD); echo oops >&2; exit 3").envs("GREETING=hello", "PATH+X=/nowhere").quiet(true).join();
        assertThat(status).isEqualTo(3);
        assertThat(printed()).isEqualTo("hello in " + directory.getFileName() + "\noops\n");
    }

    @Test
    void printsTheCommandWithMaskedWordsUnlessQuiet() throws Exception {
        launcher.launch().cmds("echo", "secret", "two words").masks(false, true, false).pwd(directory.toFile()).join();
        assertThat(printed()).isEqualTo("[" + directory.getFileName() + "] $ echo ******** \"two words\"\n");
    }

    @Test
    void letsItsStarterReadAndWrite() throws Exception {
        Proc proc = launcher.launch().cmds("cat").readStdout().writeStdin().quiet(true).start();
        try (OutputStream in = proc.getStdin()) {
            in.write("ping".getBytes(StandardCharsets.UTF_8));
        }
        assertThat(new String(proc.getStdout().readAllBytes(), StandardCharsets.UTF_8)).isEqualTo("ping");
        assertThat(proc.join()).isZero();
    }

    @Test
    void killsAlsoWhatTheProcessStarted() throws Exception {
        Proc proc = sh("sleep 300 & echo $! > child; wait").quiet(true).start();
        Path file = directory.resolve("child");
        await().until(() -> Files.exists(file) && Files.size(file) > 1);
        ProcessHandle child = ProcessHandle.of(Long.parseLong(Files.readString(file).trim())).orElseThrow();
        proc.kill();
        assertThat(proc.isAlive()).isFalse();
        await().until(() -> !child.isAlive());
    }

    @Test
    void forcesAProcessThatIgnoresTheRequest() throws Exception {
        Proc proc = sh("trap '' TERM; echo ready > ready; while true; do sleep 0.1; done").quiet(true).start();
        await().until(() -> Files.exists(directory.resolve("ready")));
        ProcessHandle handle = ProcessHandle.current().children().filter(p -> p.info().arguments().map(a -> String.join(" ", a).contains("trap ''")).orElse(false)).findFirst().orElseThrow();
        ProcessTree.kill(handle, Duration.ofMillis(300));
        await().until(() -> !proc.isAlive());
    }

    @Test
    void killsAfterATimeout() throws Exception {
        long start = System.nanoTime();
        int status = sh("sleep 300").quiet(true).start().joinWithTimeout(300, TimeUnit.MILLISECONDS, listener);
        assertThat(status).isNotZero();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
        assertThat(printed()).contains("Timeout after 300 MILLISECONDS");
    }

    @Test
    void killsWhenTheWaitingThreadIsInterrupted() throws Exception {
        Proc proc = sh("sleep 300").quiet(true).start();
        Thread.currentThread().interrupt();
        assertThatThrownBy(proc::join).isInstanceOf(InterruptedException.class);
        assertThat(proc.isAlive()).isFalse();
    }

    @Test
    void killsByEnvironmentWhatLeftTheTree() throws Exception {
        String cookie = UUID.randomUUID().toString();
        sh("setsid sleep 300 > /dev/null 2>&1 & echo $! > child").envs("MLCD_COOKIE=" + cookie).quiet(true).join();
        ProcessHandle child = ProcessHandle.of(Long.parseLong(Files.readString(directory.resolve("child")).trim())).orElseThrow();
        launcher.kill(Map.of("MLCD_COOKIE", "another"));
        assertThat(child.isAlive()).isTrue();
        launcher.kill(Map.of("MLCD_COOKIE", cookie));
        await().until(() -> !child.isAlive());
        assertThatThrownBy(() -> launcher.kill(Map.of())).isInstanceOf(IllegalArgumentException.class);
    }
}
