package io.jenkins.plugins.mlcd.jenkins.steps.canary;

import com.fasterxml.jackson.databind.node.ObjectNode;
import hudson.AbortException;
import hudson.FilePath;
import hudson.model.Run;
import hudson.remoting.VirtualChannel;
import io.jenkins.plugins.mlcd.dataset.GoldenRequests;
import io.jenkins.plugins.mlcd.dataset.GoldenRequests.Golden;
import io.jenkins.plugins.mlcd.record.BuildLayout;
import io.jenkins.plugins.mlcd.record.Json;
import io.jenkins.plugins.mlcd.record.Verdict;
import io.jenkins.plugins.mlcd.target.TargetException;
import io.jenkins.plugins.mlcd.validate.BenchmarkResult;
import io.jenkins.plugins.mlcd.validate.Check;
import io.jenkins.plugins.mlcd.validate.Gate;
import io.jenkins.plugins.mlcd.validate.RunOutput;
import io.jenkins.plugins.mlcd.validate.Validation;
import io.jenkins.plugins.mlcd.validate.ValidationJson;
import java.io.File;
import java.io.IOException;
import java.io.Serializable;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import jenkins.MasterToSlaveFileCallable;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/**
 * The smoke tests of one rollout. The requests are read once from the workspace and kept with the build, so that after a restart no agent is
 * needed.
 */
final class SmokeTests {

    private static final double CONFIDENCE = 0.95;

    /** Some hundred requests tell no finer. */
    private static final double TOLERANCE = 0.05;

    private final BuildLayout layout;
    private final List<Check> checks;
    private final List<Golden> requests;
    private final Consumer<String> console;

    private SmokeTests(BuildLayout layout, List<Check> checks, List<Golden> requests, Consumer<String> console) {
        this.layout = layout;
        this.checks = checks;
        this.requests = requests;
        this.console = console;
    }

    /** @throws AbortException when the requests have not been read before and there is no workspace with them */
    static SmokeTests open(StepContext context, SmokeTest smoke, Consumer<String> console) throws IOException, InterruptedException {
        BuildLayout layout = new BuildLayout(context.get(Run.class).getRootDir().toPath());
        List<Check> checks = smoke.parsed();
        Path file = layout.smokeRequests();
        if (!Files.isRegularFile(file)) {
            FilePath workspace = context.get(FilePath.class);
            if (workspace == null) {
                throw new AbortException("mlCanary: smokeTest reads '" + smoke.getData() + "' from a workspace; run the step on an agent");
            }
            keep(file, workspace.child(smoke.getData()).act(new Read(smoke.getRequests())));
        }
        return new SmokeTests(layout, checks, read(file), console);
    }

    /**
     * Tests a server.
     *
     * @param place {@code canary} or {@code production}
     * @param baseline server that is asked the same, for checks that compare with it
     * @throws TargetException when the verdict is not PASS; asking again is of no use then
     */
    void run(String place, String model, URI server, Optional<URI> baseline) throws IOException, InterruptedException {
        Optional<RunOutput> other = Optional.empty();
        if (baseline.isPresent() && checks.stream().anyMatch(check -> check.rule().limit().relative())) {
            other = Optional.of(SmokeAnswers.of(baseline.get(), requests));
        }
        BenchmarkResult result = BenchmarkResult.read("smoke", SmokeAnswers.of(server, requests), other, checks);
        Validation validation = new Gate(checks, CONFIDENCE, TOLERANCE).decide(model, other.map(answers -> "production"), List.of(result));
        Json.write(layout.smoke(place), ValidationJson.of(validation).put("summary", validation.summary()));
        console.accept("smoke test of the " + place + ", " + requests.size() + " requests: " + validation.summary());
        if (validation.verdict() != Verdict.PASS) {
            throw TargetException.refusal("smoke test of the " + place + ": " + validation.summary());
        }
    }

    private static void keep(Path file, List<Golden> requests) throws IOException {
        StringBuilder lines = new StringBuilder();
        for (Golden golden : requests) {
            lines.append(Json.line(Json.object().put("id", golden.id()).put("label", golden.label()).put("values", golden.values()))).append('\n');
        }
        Files.createDirectories(file.getParent());
        Path next = file.resolveSibling(file.getFileName() + ".next");
        Files.writeString(next, lines);
        Files.move(next, file);
    }

    private static List<Golden> read(Path file) throws IOException {
        List<Golden> requests = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            ObjectNode node = Json.parseObject(line);
            requests.add(new Golden(node.path("id").asText(), node.path("label").asText(), node.path("values").binaryValue()));
        }
        return requests;
    }

    private static final class Read extends MasterToSlaveFileCallable<ArrayList<Golden>> implements Serializable {

        private static final long serialVersionUID = 1L;

        private final int most;

        Read(int most) {
            this.most = most;
        }

        @Override
        public ArrayList<Golden> invoke(File directory, VirtualChannel channel) throws IOException {
            return GoldenRequests.of(directory.toPath(), most);
        }
    }
}
