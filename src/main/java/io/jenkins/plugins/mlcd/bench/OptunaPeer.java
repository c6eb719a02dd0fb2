package io.jenkins.plugins.mlcd.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.mlcd.record.Json;
import io.jenkins.plugins.mlcd.sweep.Choices;
import io.jenkins.plugins.mlcd.sweep.IntegerRange;
import io.jenkins.plugins.mlcd.sweep.Range;
import io.jenkins.plugins.mlcd.sweep.RealRange;
import io.jenkins.plugins.mlcd.sweep.SearchSpace;
import io.jenkins.plugins.mlcd.sweep.Suggestion;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Optuna's TPE in a process of its own, where a Python that has Optuna is installed. For one thread. */
final class OptunaPeer implements Closeable {

    /** Debian's package serves Debian's Python only. */
    private static final List<String> PYTHONS = List.of("python3", "/usr/bin/python3");

    private final Process process;
    private final BufferedWriter in;
    private final BufferedReader out;
    private final String version;

    private OptunaPeer(Process process) throws IOException {
        this.process = process;
        this.in = process.outputWriter(StandardCharsets.UTF_8);
        this.out = process.inputReader(StandardCharsets.UTF_8);
        this.version = read().path("version").asText();
    }

    /** Starts it; empty when no Python here has Optuna. */
    static Optional<OptunaPeer> start() throws IOException, InterruptedException {
        for (String python : PYTHONS) {
            if (hasOptuna(python)) {
                return Optional.of(new OptunaPeer(new ProcessBuilder(python, "-c", script())
                        .redirectError(ProcessBuilder.Redirect.DISCARD).start()));
            }
        }
        return Optional.empty();
    }

    private static boolean hasOptuna(String python) throws InterruptedException {
        try {
            Process probe = new ProcessBuilder(python, "-c", "import optuna")
                    .redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
            return probe.waitFor(60, TimeUnit.SECONDS) && probe.exitValue() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private static String script() throws IOException {
        try (InputStream script = OptunaPeer.class.getResourceAsStream("optuna_peer.py")) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    String version() {
        return version;
    }

    /** The regrets of the trials of one study, in their order. */
    double[] run(Problem problem, long seed, int trials, boolean multivariate) throws IOException {
        return runUntil(problem, seed, trials, multivariate, Double.NEGATIVE_INFINITY);
    }

    /** The same, up to the first that is at most {@code enough}. */
    double[] runUntil(Problem problem, long seed, int trials, boolean multivariate, double enough) throws IOException {
        ObjectNode request = Json.object().put("seed", seed).put("multivariate", multivariate).put("direction", "minimize");
        ObjectNode algorithms = request.putObject("algorithms");
        problem.algorithms().forEach((name, space) -> {
            ObjectNode ranges = algorithms.putObject(name);
            space.parameters().forEach((parameter, range) -> ranges.set(parameter, range(range)));
        });
        double[] regrets = new double[trials];
        for (int i = 0; i < trials; i++) {
            JsonNode asked = exchange(request);
            regrets[i] = problem.regret(suggestion(problem, asked));
            if (regrets[i] <= enough) {
                return Arrays.copyOf(regrets, i + 1);
            }
            request = Json.object().put("value", regrets[i]);
        }
        return regrets;
    }

    /** Seconds of one ask and tell in a study of so many finished trials and real parameters. */
    double overhead(int finished, int parameters, int asks) throws IOException {
        return exchange(Json.object().put("overhead", finished).put("parameters", parameters).put("asks", asks)).path("seconds").asDouble();
    }

    private static ObjectNode range(Range range) {
        ObjectNode json = Json.object();
        if (range instanceof Choices choices) {
            json.set("choices", Json.mapper().valueToTree(choices.choices()));
        } else if (range instanceof IntegerRange integers) {
            json.put("integer", true).put("low", integers.low()).put("high", integers.high()).put("log", integers.log()).put("step", integers.step());
        } else if (range instanceof RealRange reals) {
            json.put("integer", false).put("low", reals.low()).put("high", reals.high()).put("log", reals.log());
            reals.step().ifPresent(step -> json.put("step", step));
        }
        return json;
    }

    private static Suggestion suggestion(Problem problem, JsonNode asked) {
        String algorithm = asked.path("algorithm").asText();
        SearchSpace space = problem.algorithms().get(algorithm);
        Map<String, Object> params = new LinkedHashMap<>();
        space.parameters().forEach((name, range) -> {
            JsonNode value = asked.path("params").path(name);
            params.put(name, value.isTextual() ? value.asText() : range instanceof RealRange ? (Object) value.asDouble()
                    : value.isIntegralNumber() ? (Object) value.asLong() : value.isBoolean() ? (Object) value.asBoolean() : value.asDouble());
        });
        return new Suggestion(algorithm, params);
    }

    private JsonNode exchange(ObjectNode request) throws IOException {
        in.write(Json.line(request));
        in.newLine();
        in.flush();
        return read();
    }

    private JsonNode read() throws IOException {
        String line = out.readLine();
        if (line == null) {
            throw new IOException("Optuna's process ended");
        }
        return Json.parseObject(line);
    }

    @Override
    public void close() throws IOException {
        in.close();
        process.destroy();
    }
}
