package io.jenkins.plugins.mlcd.embedded.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.mlcd.agent.data.InputShape;
import io.jenkins.plugins.mlcd.agent.data.Part;
import io.jenkins.plugins.mlcd.agent.model.ModelDescription;
import io.jenkins.plugins.mlcd.agent.model.Predictor;
import io.jenkins.plugins.mlcd.agent.profile.ImageFeatures;
import io.jenkins.plugins.mlcd.agent.serve.ModelServer;
import io.jenkins.plugins.mlcd.agent.serve.ServeOptions;
import io.jenkins.plugins.mlcd.dataset.CaptureRow;
import io.jenkins.plugins.mlcd.record.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The loop over people, on {@code mlcd up}: drifted traffic is captured, chosen, labelled over HTTP, starts a build, and is in the next version of the data set. */
class LabelLoopIT {

    private static final Path DIGITS = Path.of("examples/data/digits");
    private static final int REQUESTS = 150;
    private static final int FEEDBACK = 10;

    private static final String JENKINSFILE = """
            pipeline {
              agent any
              triggers {
                mlTrigger(dataset: 'digits', minNewSamples: 20)
              }
              stages {
                stage('Data') {
                  steps {
                    script {
                      def data = mlDataset(name: 'digits', path: '$DATA', labels: 'digits')
                      echo "data: ${data.samples} samples, ${data.labelled} labelled by people"
                      def queue = mlLabels(model: 'digits', capture: '$CAPTURE', path: '$DATA', budget: 30, enough: 25, guess: 'after')
                      echo "queue: ${queue.queued} asked for, ${queue.answered} answered, ${queue.settled} settled"
                    }
                  }
                }
              }
            }
            """;

    @TempDir
    Path directory;

    private final HttpClient client = HttpClient.newHttpClient();
    private final Map<String, String> truth = new HashMap<>();
    private RunProcess up;

    @AfterEach
    void leaveNothing() {
        if (up != null) {
            ProcessHandle.of(up.pid()).ifPresent(ProcessHandle::destroyForcibly);
        }
    }

    /** Nearest mean of a class of the old users, with a soft minimum as confidence. */
    private static final class NearestMean implements Predictor {

        private final float[][] means = new float[10][784];

        NearestMean(List<Part.Sample> samples) {
            int[] counts = new int[10];
            for (Part.Sample sample : samples) {
                int label = Integer.parseInt(sample.label().orElseThrow());
                counts[label]++;
                for (int i = 0; i < 784; i++) {
                    means[label][i] += sample.input()[i];
                }
            }
            for (int label = 0; label < 10; label++) {
                for (int i = 0; i < 784; i++) {
                    means[label][i] /= counts[label];
                }
            }
        }

        @Override
        public ModelDescription description() {
            return new ModelDescription("mlcd/model", 1, "means", Map.of(), "xgboost", List.of("0", "1", "2", "3", "4", "5", "6", "7", "8", "9"), InputShape.image(28, 28, 1), Optional.empty(),
                    Optional.empty(), Map.of(), Optional.empty(), Optional.empty(), Optional.empty());
        }

        @Override
        public float[][] predict(float[][] inputs) {
            return Arrays.stream(inputs).map(this::one).toArray(float[][]::new);
        }

        private float[] one(float[] input) {
            float[] row = new float[10];
            float sum = 0;
            for (int label = 0; label < 10; label++) {
                float square = 0;
                for (int i = 0; i < 784; i++) {
                    square += (input[i] - means[label][i]) * (input[i] - means[label][i]);
                }
                row[label] = (float) Math.exp(-square / 8);
                sum += row[label];
            }
            for (int label = 0; label < 10; label++) {
                row[label] /= sum;
            }
            return row;
        }

        @Override
        public void close() {
            // nothing is held
        }
    }

    private String send(String method, String url, String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url)).timeout(Duration.ofSeconds(20)).method(method, BodyPublishers.ofString(body)).build();
        HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
        assertThat(answer.statusCode()).as("%s %s: %s", method, url, answer.body()).isIn(200, 202);
        return answer.body();
    }

    /** A model server answers drifted digits; a few true labels come back. */
    private void capture(Path file) throws Exception {
        List<Part.Sample> drifted = Part.read(DIGITS.resolve("drifted/replay")).samples().stream().filter(sample -> sample.label().isPresent()).limit(REQUESTS).toList();
        try (ModelServer server = ModelServer.listen(ServeOptions.of("digits:1").withCapture(directory.resolve("captured")), InstantSource.system())) {
            server.serve(new NearestMean(Part.read(DIGITS.resolve("old/train")).samples()), new ImageFeatures(28, 28, Optional.empty()));
            for (int i = 0; i < drifted.size(); i++) {
                Part.Sample sample = drifted.get(i);
                send("POST", server.url() + "/predict", Json.line(Json.object().put("id", "r" + i).set("input", Json.mapper().valueToTree(sample.input()))));
                truth.put(new CaptureRow("", "", "", "", 0, "", Map.of(), sample.input()).content(), sample.label().orElseThrow());
                if (i < FEEDBACK) {
                    send("POST", server.url() + "/feedback", "{\"id\": \"r" + i + "\", \"label\": \"" + sample.label().get() + "\"}");
                }
            }
            await("all captured").atMost(Duration.ofSeconds(20)).pollInterval(Duration.ofMillis(100)).ignoreExceptions().until(() -> {
                String rows = send("GET", server.url() + "/capture.csv", "");
                Files.writeString(file, rows);
                return rows.lines().count() == REQUESTS + 1 && rows.lines().skip(1).filter(row -> !row.split(",", 7)[5].isEmpty()).count() == FEEDBACK;
            });
        }
    }

    private static void copy(String part, Path to) throws IOException {
        Files.createDirectories(to);
        for (String file : List.of("images.idx3.gz", "labels.idx1.gz")) {
            Files.copy(DIGITS.resolve(part).resolve(file), to.resolve(file));
        }
    }

    @Test
    void whatPeopleSayOfDriftedTrafficIsInTheNextVersionOfTheDataSet() throws Exception {
        Path data = directory.resolve("data");
        copy("new/train", data.resolve("train"));
        copy("new/test", data.resolve("test"));
        Path capture = directory.resolve("capture.csv");
        capture(capture);
        up = RunProcess.up(directory, JENKINSFILE.replace("$DATA", data.toString()).replace("$CAPTURE", capture.toString()), "--build");
        up.awaitOutput("queue: 30 asked for, " + FEEDBACK + " answered, 0 settled");
        assertThat(up.output()).contains("data: 1000 samples, 0 labelled by people");
        int labelled = label();
        assertThat(labelled).isEqualTo(30);
        up.awaitOutput("have their label, 44 are known"); // the 30, and what was set aside

        Path build = directory.resolve("home/jobs/job/builds/2/mlcd");
        await("recorded").atMost(Duration.ofSeconds(20)).until(() -> Files.exists(build.resolve("dataset.json")));
        ObjectNode labels = (ObjectNode) Json.read(build.resolve("dataset.json"), ObjectNode.class).get("labels");
        int taken = labels.path("train").asInt() + labels.path("test").asInt();
        assertThat(taken).as("as many as were settled when the build read them").isBetween(25, 30).isEqualTo(labels.path("settled").asInt());
        assertThat(labels.path("sources").path("person").asInt()).isEqualTo(taken);
        assertThat(labels.path("known").asInt()).isZero();
        List<String> provenance = Files.readAllLines(build.resolve("provenance-digits.csv"));
        assertThat(provenance).hasSize(taken + 1).first().isEqualTo("part,content,label,source,by,at,model");
        for (String row : provenance.subList(1, provenance.size())) {
            String[] fields = row.split(",");
            assertThat(fields[0]).isIn("labelled/train", "labelled/test");
            assertThat(fields[2]).as(row).isEqualTo(truth.get(fields[1]));
            assertThat(List.of(fields[3], fields[4], fields[6])).containsExactly("person", System.getProperty("user.name"), "digits:1");
        }
        assertThat(Part.read(data.resolve("labelled/train")).samples()).as("and a trainer reads them").hasSize(labels.path("train").asInt());
        assertThat(Files.readString(directory.resolve("home/jobs/job/mlcd/inbox.jsonl"))).contains("\"kind\":\"dataset\"", "25 samples of digits have new labels");
        up.signal("TERM");
        assertThat(up.await(20)).as(up.output()).isZero();
    }

    /** As the page does it: each answer has the next sample. */
    private int label() throws Exception {
        Matcher address = Pattern.compile("http://127\\.0\\.0\\.1:\\d+").matcher(up.output());
        assertThat(address.find()).isTrue();
        String page = address.group() + "/job/job/ml-labels/";
        assertThat(send("GET", page, "")).contains("id=\"mlcd-labels\"");
        ObjectNode answer = Json.parseObject(send("POST", page + "next", "model=digits"));
        int labelled = 0;
        while (answer.has("sample")) {
            String id = answer.at("/sample/id").asText();
            assertThat(answer.path("sample").has("prediction")).as("hidden until it is labelled").isFalse();
            answer = Json.parseObject(send("POST", page + "label", "model=digits&id=" + id + "&label=" + truth.get(id)));
            assertThat(answer.path("last").has("prediction")).isTrue();
            labelled++;
        }
        return labelled;
    }
}
