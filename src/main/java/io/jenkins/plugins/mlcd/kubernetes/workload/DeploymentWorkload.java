package io.jenkins.plugins.mlcd.kubernetes.workload;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.jenkins.plugins.mlcd.canary.ModelSource;
import io.jenkins.plugins.mlcd.canary.Workload;
import io.jenkins.plugins.mlcd.kubernetes.ApiCalls;
import io.jenkins.plugins.mlcd.kubernetes.objects.ClusterObjects;
import io.jenkins.plugins.mlcd.record.Json;
import io.jenkins.plugins.mlcd.target.TargetException;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The servers of a model as Deployments: the stable one, which is somebody else's and of which only the pod template is changed, and the
 * canary's, which is made from it and deleted again. What serves which version is annotated, so that nothing has to be remembered.
 */
public final class DeploymentWorkload implements Workload {

    /** What the stable Deployment had before the last promotion: version and pod template. */
    private static final String FORMER = "mlcd.jenkins.io/former";

    private final DeploymentSettings settings;
    private final ModelSource models;
    private final StableObjects stable;
    private final ClusterObjects deployments;
    private final ClusterObjects services;
    private final ReadinessWait wait;
    private final ApiCalls calls;

    /** @param console gets a line when a version is not ready for another reason than before */
    public DeploymentWorkload(KubernetesClient client, DeploymentSettings settings, ModelSource models, ApiCalls calls, Consumer<String> console) {
        this.settings = settings;
        this.models = models;
        this.stable = new StableObjects(client, settings, calls);
        this.deployments = stable.deployments();
        this.services = stable.services();
        this.wait = new ReadinessWait(client, settings.namespace(), settings.readyTimeout(), calls, console);
        this.calls = calls;
    }

    @Override
    public Optional<String> stable() throws IOException, InterruptedException {
        return stable.version();
    }

    @Override
    public void deployStable(String model) throws IOException, InterruptedException {
        serve(model, template -> change(template, model));
    }

    @Override
    public void deployCanary(String model) throws IOException, InterruptedException {
        ObjectNode like = stable.deployment();
        Map<String, String> labels = stable.canaryLabels();
        ObjectNode template = change((ObjectNode) like.path("spec").path("template"), model);
        ObjectNode deployment = CanaryObjects.deployment(like, template, model, labels, settings.canaryReplicas());
        ObjectNode service = CanaryObjects.service(stable.service(), deployment, model);
        CanaryObjects.annotations(deployment).put(ModelChange.SINCE, Instant.now().toString());
        apply(deployments, deployment);
        apply(services, service);
        wait.until(CanaryObjects.canaryName(settings.deployment()), model, false);
    }

    private void apply(ClusterObjects objects, ObjectNode wanted) throws IOException, InterruptedException {
        String name = wanted.path("metadata").path("name").asText();
        String what = wanted.path("kind").asText() + " " + name;
        calls.call(what, () -> {
            Optional<ObjectNode> there = objects.read(name);
            if (there.filter(found -> !CanaryObjects.ours(found)).isPresent()) {
                throw TargetException.refusal(what + ": there is one already that is not mlcd's: it lacks the label " + CanaryObjects.MANAGED_BY + "=mlcd");
            }
            there.ifPresent(found -> keepSince(found, wanted));
            objects.apply(wanted);
            return null;
        });
    }

    /** The same version again is waited for as long as before. */
    private static void keepSince(ObjectNode found, ObjectNode wanted) {
        ObjectNode before = CanaryObjects.annotations(found);
        ObjectNode now = CanaryObjects.annotations(wanted);
        if (before.has(ModelChange.SINCE) && now.has(ModelChange.SINCE) && before.path(ModelChange.MODEL).equals(now.path(ModelChange.MODEL))) {
            now.set(ModelChange.SINCE, before.get(ModelChange.SINCE));
        }
    }

    @Override
    public void promote(String model) throws IOException, InterruptedException {
        serve(model, template -> change(template, model));
    }

    /** The pod template of before the promotion, as far as it is kept; else what makes it serve {@code former}. */
    @Override
    public void restore(String former) throws IOException, InterruptedException {
        if (stable().equals(Optional.of(former))) {
            wait.until(settings.deployment(), former, true);
        } else {
            Optional<ObjectNode> kept = former(stable.deployment()).filter(known -> known.path("model").asText().equals(former));
            serve(former, template -> kept.isPresent() ? (ObjectNode) kept.get().path("template") : change(template, former));
        }
        removeCanary();
    }

    /** How the pod template is to be, from how it is. */
    @FunctionalInterface
    private interface TemplateChange {
        ObjectNode of(ObjectNode template) throws IOException;
    }

    private void serve(String model, TemplateChange change) throws IOException, InterruptedException {
        calls.call(stable.what(), () -> {
            ObjectNode now = stable.readDeployment();
            ObjectNode next = now.deepCopy();
            String before = now.path("metadata").path("annotations").path(ModelChange.MODEL).asText(stable.unknown());
            ObjectNode annotations = next.withObject("/metadata").withObject("/annotations");
            if (!before.equals(model)) {
                ObjectNode former = Json.object().put("model", before);
                former.set("template", now.path("spec").path("template"));
                annotations.put(FORMER, Json.line(former)).put(ModelChange.SINCE, Instant.now().toString());
            }
            annotations.put(ModelChange.MODEL, model);
            ObjectNode spec = next.withObject("/spec");
            spec.set("template", change.of((ObjectNode) now.path("spec").path("template")));
            if (spec.path("replicas").asInt(1) == 0) {
                spec.put("replicas", 1);
            }
            deployments.write(now, next);
            return null;
        });
        wait.until(settings.deployment(), model, false);
    }

    @Override
    public void removeCanary() throws IOException, InterruptedException {
        remove(services, CanaryObjects.canaryName(settings.service()));
        remove(deployments, CanaryObjects.canaryName(settings.deployment()));
    }

    private void remove(ClusterObjects objects, String name) throws IOException, InterruptedException {
        calls.call(name, () -> {
            objects.read(name).filter(CanaryObjects::ours).ifPresent(objects::delete);
            return null;
        });
    }

    private ObjectNode change(ObjectNode template, String model) throws IOException {
        try {
            return settings.change().on(template, new ServedModel(model, uri(model)));
        } catch (IllegalArgumentException e) {
            throw TargetException.refusal(stable.what() + ": " + e.getMessage());
        }
    }

    private Optional<String> uri(String model) throws IOException {
        return settings.change().uri().isPresent() ? Optional.empty() : models.uri(model).map(URI::toString);
    }

    private static Optional<ObjectNode> former(ObjectNode deployment) {
        try {
            String text = deployment.path("metadata").path("annotations").path(FORMER).asText();
            return text.isEmpty() ? Optional.empty() : Optional.of(Json.parseObject(text));
        } catch (JsonProcessingException e) {
            // Somebody has written over it; then the version is derived as any other.
            return Optional.empty();
        }
    }
}
