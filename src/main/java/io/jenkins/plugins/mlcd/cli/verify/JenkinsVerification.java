package io.jenkins.plugins.mlcd.cli.verify;

import io.jenkins.plugins.mlcd.cli.verify.Checks.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** The whole proof, in order. Everything that it makes in a Jenkins of somebody is named {@code mlcd-verify...}, and is taken away at the end. */
public final class JenkinsVerification implements AutoCloseable {

    private static final Duration STARTUP = Duration.ofMinutes(5);

    private final Settings settings;
    private final Checks checks;
    private Optional<Controller> controller = Optional.empty();
    private Optional<LocalProduction> production = Optional.empty();
    private JenkinsClient jenkins;

    public JenkinsVerification(Settings settings, Checks checks) {
        this.settings = settings;
        this.checks = checks;
    }

    /** Runs all checks; their outcomes are in the {@link Checks}. */
    public void run() throws InterruptedException {
        if (!checks.check("Jenkins starts", this::startJenkins) || !checks.check("the plugin is installed and active", this::install)) {
            return;
        }
        FormChecks forms = new FormChecks(jenkins, checks);
        if (!checks.check("target and webhook are configured", this::configure)) {
            return;
        }
        forms.run();
        new WebhookChecks(jenkins, checks, settings).run();
        new LoopChecks(jenkins, checks, settings, controller.map(server -> new Restarts(server, this::awaitUp))).run();
        new ExampleChecks(jenkins, checks, settings).run();
        controller.ifPresentOrElse(server -> complaints(server), () -> checks.skip("the controller's log has no complaint of the plugin", "only with --war"));
    }

    private void complaints(Controller server) {
        try {
            checks.check("the controller's log has no complaint of the plugin", () -> {
                java.util.List<String> found = server.complaints();
                if (!found.isEmpty()) {
                    throw new IOException(found.size() + ", the first: " + found.get(0));
                }
                return server.log().toString();
            });
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private String startJenkins() throws IOException, InterruptedException {
        if (settings.war().isPresent()) {
            String password = UUID.randomUUID().toString();
            Controller started = Controller.start(settings.war().get(), settings.plugins().orElseThrow(), settings.work().resolve("home"), settings.javaOptions(),
                    settings.launcher().toAbsolutePath().getParent(), ControllerScripts.init(password));
            controller = Optional.of(started);
            jenkins = new JenkinsClient(started.url(), Optional.of(new JenkinsClient.Login(ControllerScripts.ADMINISTRATOR, password)));
        } else {
            jenkins = new JenkinsClient(settings.url().orElseThrow(), settings.login());
        }
        awaitUp();
        return jenkins.script("println jenkins.model.Jenkins.VERSION + ' on Java ' + System.getProperty('java.version')") + " at " + jenkins.base();
    }

    /** @throws IOException when it has not come up within some minutes, or its process ended */
    private void awaitUp() throws IOException, InterruptedException {
        long deadline = System.nanoTime() + STARTUP.toNanos();
        while (true) {
            try {
                int status = jenkins.get("api/json?tree=mode").status();
                if (status == 200) {
                    return;
                }
                if ((status == 401 || status == 403) && controller.isEmpty()) {
                    throw new IOException("the user may not read " + jenkins.base() + ": HTTP " + status);
                }
            } catch (java.net.ConnectException | java.net.http.HttpTimeoutException e) {
                // not yet
            } catch (IOException e) {
                if (controller.isEmpty()) {
                    throw e;
                }
            }
            if (controller.isPresent() && !controller.get().isAlive()) {
                throw new IOException("the controller ended while it started; see " + controller.get().log());
            }
            if (System.nanoTime() > deadline) {
                throw new IOException("the controller did not answer within " + STARTUP.toMinutes() + " minutes");
            }
            Thread.sleep(500);
        }
    }

    private String install() throws IOException, InterruptedException {
        jenkins.uploadPlugin(settings.hpi()).require("the upload", 200, 302);
        long deadline = System.nanoTime() + Duration.ofMinutes(2).toNanos();
        while (System.nanoTime() < deadline) {
            for (com.fasterxml.jackson.databind.JsonNode plugin : jenkins.json("pluginManager/api/json?tree=plugins[shortName,version,active]").path("plugins")) {
                if (plugin.path("shortName").asText().equals("mlcd") && plugin.path("active").asBoolean()) {
                    return "mlcd " + plugin.path("version").asText();
                }
            }
            Thread.sleep(1_000);
        }
        throw new IOException("the plugin did not become active" + controller.map(server -> "; see " + server.log()).orElse(""));
    }

    private String configure() throws IOException, InterruptedException {
        LocalProduction users = LocalProduction.start(settings.launcher(), settings.work().resolve("target"), settings.project().resolve("examples/data/digits/production"));
        production = Optional.of(users);
        jenkins.script(ControllerScripts.configure(users.adminUrl(), users.token(), WebhookChecks.TOKEN));
        return "target " + LocalProduction.NAME + " at " + users.adminUrl();
    }

    /** Takes away what was made, unless it is to stay. */
    @Override
    public void close() {
        if (!settings.keep() && controller.isEmpty() && jenkins != null) {
            try {
                jenkins.script(ControllerScripts.removeEverything());
            } catch (IOException e) {
                checks.skip("cleaning up", e.getMessage());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        controller.ifPresent(Controller::close);
        production.ifPresent(LocalProduction::close);
        if (!settings.keep() && checks.count(Status.FAIL) == 0) {
            delete(settings.work());
        }
    }

    private static void delete(Path directory) {
        try (Stream<Path> tree = Files.walk(directory)) {
            for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            // what is left there harms nobody
        }
    }
}
