package io.jenkins.plugins.mlcd.cli.verify;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One build as its remote API tells. Waiting goes on through restarts of the controller: while it does not answer, nothing is known. */
final class RemoteBuild {

    private static final Duration POLL = Duration.ofMillis(700);

    private final JenkinsClient jenkins;
    private final String job;
    private final int number;

    RemoteBuild(JenkinsClient jenkins, String job, int number) {
        this.jenkins = jenkins;
        this.job = job;
        this.number = number;
    }

    /** Asks for a build and waits until it has begun. */
    static RemoteBuild start(JenkinsClient jenkins, String job) throws IOException, InterruptedException {
        JsonNode before = jenkins.json("job/" + job + "/api/json?tree=nextBuildNumber,property[parameterDefinitions[name]]");
        boolean parameters = !before.findPath("parameterDefinitions").isMissingNode();
        jenkins.postForm("job/" + job + "/" + (parameters ? "buildWithParameters" : "build") + "?delay=0sec", java.util.Map.of()).require("starting " + job, 201);
        RemoteBuild build = new RemoteBuild(jenkins, job, before.path("nextBuildNumber").asInt());
        build.await("to begin", Duration.ofMinutes(2), () -> jenkins.get(build.path() + "api/json").status() == 200);
        return build;
    }

    String path() {
        return "job/" + job + "/" + number + "/";
    }

    int number() {
        return number;
    }

    /** Something that is true some time. */
    @FunctionalInterface
    interface Condition {
        boolean holds() throws IOException, InterruptedException;
    }

    /** @throws IOException when it is not true within {@code limit}, or the build ended before, with the end of its console */
    void await(String what, Duration limit, Condition condition) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        while (!holds(condition)) {
            if (System.nanoTime() > deadline) {
                throw new IOException("waited " + limit.toSeconds() + " s for " + path() + " " + what + "; its console ends: " + tail());
            }
            Thread.sleep(POLL.toMillis());
        }
    }

    private boolean holds(Condition condition) throws IOException, InterruptedException {
        try {
            return condition.holds();
        } catch (java.net.ConnectException | java.net.http.HttpTimeoutException | com.fasterxml.jackson.core.JsonProcessingException e) {
            return false;
        }
    }

    /** Empty while it runs. */
    Optional<String> result() throws IOException, InterruptedException {
        JsonNode state = jenkins.json(path() + "api/json?tree=building,result");
        return state.path("building").asBoolean() ? Optional.empty() : Optional.of(state.path("result").asText());
    }

    /** @throws IOException when it does not end in time, or with another result than one of {@code expected} */
    String awaitResult(Duration limit, String... expected) throws IOException, InterruptedException {
        await("to end", limit, () -> result().isPresent());
        String result = result().orElseThrow();
        if (!List.of(expected).contains(result)) {
            throw new IOException(path() + " ended " + result + "; its console ends: " + tail());
        }
        return result;
    }

    String console() throws IOException, InterruptedException {
        return jenkins.get(path() + "consoleText").require("the console of " + path(), 200).body();
    }

    private String tail() throws InterruptedException {
        try {
            List<String> lines = console().lines().filter(line -> !line.isBlank() && !line.contains("[Pipeline]")).toList();
            return String.join(" | ", lines.subList(Math.max(0, lines.size() - 6), lines.size()));
        } catch (IOException e) {
            return "(" + e.getMessage() + ")";
        }
    }

    /** States of the trials of a study; none before it is defined. */
    List<String> trialStates(String study) throws IOException, InterruptedException {
        JenkinsClient.Answer answer = jenkins.get(path() + "mlcd/trials?limit=1000&study=" + study);
        List<String> states = new ArrayList<>();
        if (answer.status() == 200) {
            io.jenkins.plugins.mlcd.record.Json.mapper().readTree(answer.body()).path("rows").forEach(row -> states.add(row.path("state").asText()));
        }
        return states;
    }

    /** The weights that its newest rollout has set so far. */
    List<Integer> weights() throws IOException, InterruptedException {
        List<Integer> weights = new ArrayList<>();
        newestRollout().path("weights").forEach(event -> weights.add(event.path("weight").asInt()));
        return weights;
    }

    /** The last phase of its newest rollout; empty before there is one. */
    String phase() throws IOException, InterruptedException {
        JsonNode phases = newestRollout().path("phases");
        return phases.isEmpty() ? "" : phases.get(phases.size() - 1).path("phase").asText();
    }

    private JsonNode newestRollout() throws IOException, InterruptedException {
        JsonNode rollouts = jenkins.json(path() + "mlcd/overview").path("rollouts");
        return rollouts.isEmpty() ? com.fasterxml.jackson.databind.node.MissingNode.getInstance() : rollouts.get(rollouts.size() - 1);
    }

    /** Relative paths of what it has archived. */
    List<String> artifacts() throws IOException, InterruptedException {
        List<String> paths = new ArrayList<>();
        jenkins.json(path() + "api/json?tree=artifacts[relativePath]").path("artifacts").forEach(artifact -> paths.add(artifact.path("relativePath").asText()));
        return paths;
    }

    List<String> causes() throws IOException, InterruptedException {
        return jenkins.json(path() + "api/json?tree=actions[causes[shortDescription]]").findValuesAsText("shortDescription");
    }
}
