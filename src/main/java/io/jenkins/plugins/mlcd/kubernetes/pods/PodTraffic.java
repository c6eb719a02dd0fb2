package io.jenkins.plugins.mlcd.kubernetes.pods;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.jenkins.plugins.mlcd.kubernetes.ApiCalls;
import io.jenkins.plugins.mlcd.record.Json;
import io.jenkins.plugins.mlcd.target.TargetException;
import io.jenkins.plugins.mlcd.target.TrafficSource;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.HttpURLConnection;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Asks each pod of a model for what {@code mlcd serve} records, through the API server's proxy of pods, so that whoever reaches the API server
 * needs no other way into the cluster. It takes the rights {@code list} of {@code pods} and {@code get} of {@code pods/proxy}.
 */
public final class PodTraffic implements TrafficSource {

    private static final long TIMEOUT_SECONDS = 30;
    private static final int MAX_PROFILE_BYTES = 16 << 20;
    private static final int MAX_WORDS_BYTES = 4096;
    private static final int MAX_HEAD_BYTES = 1 << 20;

    private final KubernetesClient client;
    private final String namespace;
    private final ModelPods.Finder finder;
    private final ApiCalls calls;

    public PodTraffic(KubernetesClient client, String namespace, ModelPods.Finder finder, ApiCalls calls) {
        this.client = client;
        this.namespace = namespace;
        this.finder = finder;
        this.calls = calls;
    }

    @Override
    public String name() {
        return "each pod of the stable version";
    }

    @Override
    public List<ObjectNode> profiles(String model, Instant from, Instant to) throws IOException, InterruptedException {
        ModelPods pods = finder.find();
        if (!pods.model().equals(model)) {
            throw TargetException.refusal(pods.what() + " serves " + pods.model() + ", not " + model);
        }
        List<ObjectNode> profiles = new ArrayList<>();
        for (Pod pod : serving(pods)) {
            try (InputStream body = ask(pods, pod, "profile?from=" + from + "&to=" + to)) {
                profiles.add(json(pod, body));
            }
        }
        return profiles;
    }

    private static ObjectNode json(Pod pod, InputStream body) throws IOException {
        byte[] bytes = body.readNBytes(MAX_PROFILE_BYTES + 1);
        if (bytes.length > MAX_PROFILE_BYTES) {
            throw TargetException.refusal(said(pod) + " answered a profile of more than " + MAX_PROFILE_BYTES + " bytes");
        }
        try {
            return Json.parseObject(new String(bytes, StandardCharsets.UTF_8));
        } catch (JsonProcessingException e) {
            throw TargetException.refusal(said(pod) + " answered no JSON object: " + e.getOriginalMessage());
        }
    }

    /** Each pod gives the same share of {@code limit}, and all write the same columns. */
    @Override
    public InputStream capture(Optional<Instant> from, Optional<Instant> to, int limit) throws IOException, InterruptedException {
        ModelPods pods = finder.find();
        List<Pod> serving = serving(pods);
        StringBuilder query = new StringBuilder("capture.csv?limit=").append(Math.max(1, limit / serving.size()));
        from.ifPresent(time -> query.append("&from=").append(time));
        to.ifPresent(time -> query.append("&to=").append(time));
        List<InputStream> parts = new ArrayList<>();
        try {
            String head = null;
            for (Pod pod : serving) {
                InputStream rows = ask(pods, pod, query.toString());
                parts.add(rows);
                String own = line(rows);
                if (head == null) {
                    head = own;
                    parts.add(0, new ByteArrayInputStream((own + "\n").getBytes(StandardCharsets.UTF_8)));
                } else if (!own.equals(head)) {
                    throw TargetException.refusal(said(pod) + " captures other columns than the pods before: it serves another model");
                }
            }
        } catch (IOException | InterruptedException | RuntimeException e) {
            for (InputStream part : parts) {
                part.close();
            }
            throw e;
        }
        return new SequenceInputStream(Collections.enumeration(parts));
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        int next = in.read();
        while (next >= 0 && next != '\n' && line.size() < MAX_HEAD_BYTES) {
            line.write(next);
            next = in.read();
        }
        return line.toString(StandardCharsets.UTF_8).strip();
    }

    private List<Pod> serving(ModelPods pods) throws IOException, InterruptedException {
        List<Pod> serving = ModelPods.serving(
                calls.call("pods of " + pods.what(), () -> client.pods().inNamespace(namespace).withLabels(pods.labels()).list().getItems()));
        if (serving.isEmpty()) {
            throw new IOException("no pod of " + pods.what() + " is ready");
        }
        return serving;
    }

    private InputStream ask(ModelPods pods, Pod pod, String query) throws IOException, InterruptedException {
        int port = pods.port(pod).orElseThrow(() -> TargetException.refusal(said(pod) + " names no port on which it serves"));
        String url = client.getMasterUrl().toString().replaceAll("/+$", "") + "/api/v1/namespaces/" + namespace + "/pods/" + pod.getMetadata().getName() + ":" + port
                + "/proxy/" + query;
        CompletableFuture<HttpResponse<InputStream>> answer = client.getHttpClient().sendAsync(client.getHttpClient().newHttpRequestBuilder().uri(url).build(), InputStream.class);
        try {
            HttpResponse<InputStream> response = answer.get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
            if (response.code() == HttpURLConnection.HTTP_OK) {
                return response.body();
            }
            try (InputStream body = response.body()) {
                throw new IOException(said(pod) + " answered " + response.code() + ": " + new String(body.readNBytes(MAX_WORDS_BYTES), StandardCharsets.UTF_8).strip());
            }
        } catch (ExecutionException e) {
            throw new IOException(said(pod) + " does not answer: " + e.getCause().getMessage(), e);
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw new IOException(said(pod) + " does not answer within " + TIMEOUT_SECONDS + " s", e);
        }
    }

    private static String said(Pod pod) {
        return "pod " + pod.getMetadata().getName();
    }
}
