package io.jenkins.plugins.mlcd.kubernetes.workload;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.mlcd.canary.ModelSource;
import io.jenkins.plugins.mlcd.canary.NotReadyException;
import io.jenkins.plugins.mlcd.canary.Workload;
import io.jenkins.plugins.mlcd.record.Durations;
import io.jenkins.plugins.mlcd.target.TargetException;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The servers of a model as one InferenceService: the canary is its newest revision, with a share of 0 until a router gives it one.
 */
public final class InferenceServiceWorkload implements Workload {

    private static final Duration LOOK = Duration.ofMillis(500);

    /** The storage URI of the stable version, while there is a canary and after a promotion. */
    private static final String FORMER_URI = "mlcd.jenkins.io/former-uri";

    /** The version that it belongs to. */
    private static final String FORMER = "mlcd.jenkins.io/former";

    private final InferenceServiceObject service;
    private final ModelSource models;
    private final Optional<String> modelUri;
    private final Duration readyTimeout;
    private final Consumer<String> console;

    /**
     * @param modelUri where a version's files are, with {@code {model}} and {@code {version}}; empty for what its record says
     * @param console gets a line when a version is not ready for another reason than before
     */
    public InferenceServiceWorkload(
            InferenceServiceObject service, ModelSource models, Optional<String> modelUri, Duration readyTimeout, Consumer<String> console) {
        this.service = service;
        this.models = models;
        this.modelUri = modelUri;
        this.readyTimeout = readyTimeout;
        this.console = console;
    }

    @Override
    public Optional<String> stable() throws IOException, InterruptedException {
        return service.version();
    }

    @Override
    public void deployStable(String model) throws IOException, InterruptedException {
        serve(model, uri(model));
    }

    @Override
    public void deployCanary(String model) throws IOException, InterruptedException {
        String uri = uri(model);
        service.edit(object -> {
            ObjectNode annotations = InferenceServiceObject.annotations(object);
            if (InferenceServiceObject.annotation(object, InferenceServiceObject.CANARY).isEmpty()) {
                annotations.put(FORMER, service.version(object));
                InferenceServiceObject.storage(object).ifPresent(former -> annotations.put(FORMER_URI, former));
            }
            if (!InferenceServiceObject.annotation(object, InferenceServiceObject.CANARY).equals(Optional.of(model))) {
                annotations.put(InferenceServiceObject.CANARY, model);
                InferenceServiceObject.predictor(object).put(InferenceServiceObject.PERCENT, 0);
            }
            store(object, uri);
        });
        await(model);
    }

    @Override
    public void promote(String model) throws IOException, InterruptedException {
        service.edit(object -> {
            Optional<String> canary = InferenceServiceObject.annotation(object, InferenceServiceObject.CANARY);
            if (!canary.equals(Optional.of(model)) && !service.version(object).equals(model)) {
                throw TargetException.refusal(service.what() + " does not have " + model + " as its canary");
            }
            InferenceServiceObject.annotations(object).put(ModelChange.MODEL, model).remove(InferenceServiceObject.CANARY);
            InferenceServiceObject.predictor(object).remove(InferenceServiceObject.PERCENT);
        });
        await(model);
    }

    /** KServe leads all traffic to the revision that had it before until the one with the former URI is ready. */
    @Override
    public void removeCanary() throws IOException, InterruptedException {
        service.edit(object -> {
            if (InferenceServiceObject.annotation(object, InferenceServiceObject.CANARY).isPresent()) {
                InferenceServiceObject.annotation(object, FORMER_URI).ifPresent(former -> store(object, former));
                InferenceServiceObject.predictor(object).remove(InferenceServiceObject.PERCENT);
                InferenceServiceObject.annotations(object).remove(List.of(InferenceServiceObject.CANARY, FORMER, FORMER_URI));
            }
        });
    }

    @Override
    public void restore(String former) throws IOException, InterruptedException {
        removeCanary();
        ObjectNode now = service.read();
        if (!service.version(now).equals(former)) {
            Optional<String> kept = InferenceServiceObject.annotation(now, FORMER).equals(Optional.of(former))
                    ? InferenceServiceObject.annotation(now, FORMER_URI) : Optional.empty();
            serve(former, kept.isPresent() ? kept.get() : uri(former));
        } else {
            await(former);
        }
    }

    private void serve(String model, String uri) throws IOException, InterruptedException {
        service.edit(object -> {
            InferenceServiceObject.annotations(object).put(ModelChange.MODEL, model).remove(InferenceServiceObject.CANARY);
            InferenceServiceObject.predictor(object).remove(InferenceServiceObject.PERCENT);
            store(object, uri);
        });
        await(model);
    }

    private String uri(String model) throws IOException {
        try {
            return new ServedModel(model, modelUri.isPresent() ? Optional.empty() : models.uri(model).map(URI::toString)).fill(modelUri.orElse("{uri}"));
        } catch (IllegalArgumentException e) {
            throw TargetException.refusal(service.what() + ": " + e.getMessage());
        }
    }

    private static void store(ObjectNode object, String uri) {
        InferenceServiceObject.predictor(object).withObject("/model").put("storageUri", uri);
    }

    private void await(String model) throws IOException, InterruptedException {
        long start = System.nanoTime();
        String said = "";
        while (true) {
            ObjectNode now = service.read();
            if (ready(now)) {
                return;
            }
            String words = words(now);
            if (!words.equals(said)) {
                console.accept(service.what() + " is not ready: " + words);
                said = words;
            }
            if (System.nanoTime() - start > readyTimeout.toNanos()) {
                throw new NotReadyException(model + " does not become ready in " + service.what() + " within " + Durations.format(readyTimeout) + ": " + words);
            }
            Thread.sleep(LOOK.toMillis());
        }
    }

    /** The controller has seen the newest spec, and its newest revision answers. */
    private static boolean ready(ObjectNode object) {
        JsonNode predictor = object.at("/status/components/predictor");
        String created = predictor.path("latestCreatedRevision").asText();
        boolean seen = object.at("/status/observedGeneration").asLong() >= object.at("/metadata/generation").asLong();
        return seen && !created.isEmpty() && created.equals(predictor.path("latestReadyRevision").asText());
    }

    private static String words(ObjectNode object) {
        for (JsonNode condition : object.at("/status/conditions")) {
            if (!condition.path("status").asText().equals("True") && condition.path("message").isTextual()) {
                return condition.path("type").asText() + ": " + condition.path("message").asText();
            }
        }
        return "its newest revision is being made";
    }
}
