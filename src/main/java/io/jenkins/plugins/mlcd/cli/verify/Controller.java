package io.jenkins.plugins.mlcd.cli.verify;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A Jenkins of our own: a war in a fresh home, on loopback, which can be killed, ended and started again on the same port. */
public final class Controller implements AutoCloseable {

    private static final Duration ENDING = Duration.ofSeconds(60);

    /** Pipelines are read back by recursion, and a thread's usual megabyte is too little for a Declarative one with a matrix: see the page on troubleshooting. */
    private static final String STACK = "-Xss4m";

    private final Path war;
    private final Path home;
    private final List<String> javaOptions;
    private final Path launcherDirectory;
    private final int port;
    private Process process;

    private Controller(Path war, Path home, List<String> javaOptions, Path launcherDirectory, int port) {
        this.war = war;
        this.home = home;
        this.javaOptions = List.copyOf(javaOptions);
        this.launcherDirectory = launcherDirectory;
        this.port = port;
    }

    /**
     * Lays out a home and starts.
     *
     * @param home a directory that is empty or does not exist
     * @param plugins directory of {@code .jpi} and {@code .hpi} files
     * @param launcherDirectory where {@code mlcd} is; it comes first on the PATH of builds
     * @param init a script for {@code init.groovy.d}
     */
    static Controller start(Path war, Path plugins, Path home, List<String> javaOptions, Path launcherDirectory, String init) throws IOException {
        if (Files.isDirectory(home)) {
            try (Stream<Path> entries = Files.list(home)) {
                if (entries.findAny().isPresent()) {
                    throw new IOException(home + " is not empty; a fresh home is needed");
                }
            }
        }
        Path into = Files.createDirectories(home.resolve("plugins"));
        try (Stream<Path> files = Files.list(plugins)) {
            for (Path file : files.filter(file -> file.toString().matches(".*\\.[jh]pi")).toList()) {
                Files.copy(file, into.resolve(file.getFileName().toString().replaceFirst("\\.hpi$", ".jpi")), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        Files.writeString(Files.createDirectories(home.resolve("init.groovy.d")).resolve("mlcd-verify.groovy"), init);
        Controller controller = new Controller(war.toAbsolutePath(), home.toAbsolutePath(), javaOptions, launcherDirectory, freePort());
        controller.start();
        return controller;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** Starts it once more, in the same home and on the same port. */
    void start() throws IOException {
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Djava.awt.headless=true",
                "-Djenkins.install.runSetupWizard=false", "-Dhudson.model.UpdateCenter.never=true", "-Dhudson.model.DownloadService.never=true",
                "-Dhudson.model.UsageStatistics.disabled=true", "-Xmx1g", STACK));
        command.addAll(javaOptions);
        command.addAll(List.of("-DJENKINS_HOME=" + home, "-jar", war.toString(), "--httpListenAddress=127.0.0.1", "--httpPort=" + port));
        ProcessBuilder builder = new ProcessBuilder(command).directory(home.toFile()).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile())).redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
        builder.environment().put("JENKINS_HOME", home.toString());
        builder.environment().put("MLCD_NO_BUILD", "1");
        builder.environment().merge("PATH", launcherDirectory.toString(), (path, first) -> first + ":" + path);
        process = builder.start();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + port + "/");
    }

    Path home() {
        return home;
    }

    Path log() {
        return home.resolve("mlcd-verify.log");
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** SIGKILL, as when the machine loses its power. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
    }

    /** SIGTERM, as when the service is stopped. @throws IOException when it does not end within a minute */
    void terminate() throws IOException, InterruptedException {
        process.destroy();
        if (!process.waitFor(ENDING.toSeconds(), TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IOException("the controller did not end within " + ENDING.toSeconds() + " s of SIGTERM");
        }
    }

    /** The entries of its log, warnings and worse, that name a class of ours. */
    List<String> complaints() throws IOException {
        return complaints(Files.readAllLines(log()));
    }

    /** An entry goes on until the next line that begins with a time. */
    static List<String> complaints(List<String> log) {
        List<String> found = new ArrayList<>();
        for (String entry : String.join("\n", log).split("\\n(?=\\d{4}-\\d\\d-\\d\\d )")) {
            if (entry.lines().findFirst().orElse("").matches(".*\\b(SEVERE|WARNING)\\b.*") && entry.contains("plugins.mlcd")) {
                found.add(String.join(" ", entry.lines().limit(3).map(String::strip).toList()));
            }
        }
        return found;
    }

    /** Ends what is left: the controller, and the shells of builds that it has started. */
    @Override
    public void close() {
        List<ProcessHandle> children = process.descendants().toList();
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        children.forEach(ProcessHandle::destroyForcibly);
    }
}
