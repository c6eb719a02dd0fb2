package io.jenkins.plugins.mlcd.kubernetes;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.FieldValidateable;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.net.HttpURLConnection;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.function.Supplier;

/**
 * The Jobs of a study through an API server. All of them are owned by one ConfigMap, the study's anchor: whoever deletes
 * that has the cluster's garbage collector delete all, in one request that cannot be half done.
 */
public final class ClusterTrialJobs implements TrialJobs {

    private final Supplier<KubernetesClient> clients;
    private final StudyKey study;
    private final String namespace;
    private final JobTemplate template;
    private final Optional<String> queue;

    private volatile KubernetesClient client;
    private WatchedList<Job> jobs;
    private WatchedList<Pod> pods;
    private OwnerReference owner;

    /**
     * @param clients makes a client; called again when the API server does not know the former one's token any more
     * @param queue name of a Kueue LocalQueue
     */
    public ClusterTrialJobs(Supplier<KubernetesClient> clients, StudyKey study, String namespace, JobTemplate template, Optional<String> queue) {
        this.clients = clients;
        this.study = study;
        this.namespace = namespace;
        this.template = template;
        this.queue = queue;
    }

    @Override
    public synchronized void open() {
        close();
        client = ClientLoader.within(clients);
        owner = anchor();
        jobs = new WatchedList<>(client.batch().v1().jobs().inNamespace(namespace).withLabels(study.labels()));
        pods = new WatchedList<>(client.pods().inNamespace(namespace).withLabels(study.labels()));
        jobs.start();
        pods.start();
    }

    private OwnerReference anchor() {
        ConfigMap wanted = new ConfigMapBuilder().withNewMetadata().withName(study.name()).withNamespace(namespace)
                .withLabels(study.labels()).endMetadata()
                .addToData("job", study.job()).addToData("build", String.valueOf(study.build())).addToData("study", study.study())
                .build();
        Resource<ConfigMap> place = client.configMaps().inNamespace(namespace).resource(wanted);
        ConfigMap there = place.get();
        ConfigMap anchor = there == null ? place.create() : there;
        return new OwnerReferenceBuilder().withApiVersion("v1").withKind("ConfigMap").withName(study.name())
                .withUid(anchor.getMetadata().getUid()).build();
    }

    @Override
    public Creation create(TrialSpec trial) {
        Job job = new JobBuilder(template.build(trial, namespace, queue))
                .editMetadata().withOwnerReferences(owner).endMetadata()
                .build();
        try {
            client.batch().v1().jobs().inNamespace(namespace).resource(job).fieldValidation(FieldValidateable.Validation.STRICT).create();
            return new Creation(Creation.Outcome.CREATED, "");
        } catch (KubernetesClientException e) {
            return e.getCode() == HttpURLConnection.HTTP_CONFLICT ? there(trial.key(), words(e)) : Creation.of(e.getCode(), words(e), false);
        }
    }

    /** A Job of that name is there: it is the one that is wanted, or its former self that is being deleted, or a stranger's. */
    private Creation there(TrialKey key, String words) {
        Optional<JobView> found = find(key);
        return found.filter(view -> view.job().getMetadata().getDeletionTimestamp() != null).isPresent()
                ? new Creation(Creation.Outcome.AWAY, "its former Job is still being deleted")
                : Creation.of(HttpURLConnection.HTTP_CONFLICT, words, found.isPresent());
    }

    @Override
    public List<JobView> list() {
        try {
            List<Pod> all = pods.items();
            return jobs.items().stream()
                    .flatMap(job -> TrialKey.of(study, labels(job)).map(key -> view(key, job, newest(all, job))).stream())
                    .toList();
        } catch (KubernetesClientException e) {
            if (e.getCode() == HttpURLConnection.HTTP_UNAUTHORIZED) {
                open();
            }
            throw e;
        }
    }

    @Override
    public Optional<JobView> find(TrialKey key) {
        Job job = client.batch().v1().jobs().inNamespace(namespace).withName(key.name()).get();
        if (job == null || !TrialKey.of(study, labels(job)).equals(Optional.of(key))) {
            return Optional.empty();
        }
        return Optional.of(view(key, job, newest(client.pods().inNamespace(namespace).withLabels(key.labels()).list().getItems(), job)));
    }

    private JobView view(TrialKey key, Job job, Optional<Pod> pod) {
        boolean suspended = Boolean.TRUE.equals(job.getSpec().getSuspend());
        return new JobView(key, job, pod, pod.isPresent() || suspended ? Optional.empty() : refusal(job));
    }

    private static Optional<Pod> newest(List<Pod> pods, Job job) {
        return pods.stream()
                .filter(pod -> pod.getMetadata().getOwnerReferences().stream().anyMatch(by -> by.getUid().equals(job.getMetadata().getUid())))
                .max(Comparator.comparing(pod -> String.valueOf(pod.getMetadata().getCreationTimestamp())));
    }

    /** The Job controller states only in an event why it makes no pod, as when a quota is full. */
    private Optional<String> refusal(Job job) {
        try {
            return failedCreate(job);
        } catch (KubernetesClientException e) {
            // Whoever may not read events learns less.
            return Optional.empty();
        }
    }

    private Optional<String> failedCreate(Job job) {
        return client.v1().events().inNamespace(namespace)
                .withField("involvedObject.name", job.getMetadata().getName()).list().getItems().stream()
                .filter(event -> "FailedCreate".equals(event.getReason()) && job.getMetadata().getUid().equals(event.getInvolvedObject().getUid()))
                .max(Comparator.comparing((Event event) -> String.valueOf(event.getLastTimestamp())))
                .map(Event::getMessage);
    }

    @Override
    public void delete(TrialKey key) {
        client.batch().v1().jobs().inNamespace(namespace).withName(key.name()).withPropagationPolicy(DeletionPropagation.BACKGROUND).delete();
    }

    @Override
    public String container() {
        return template.container();
    }

    @Override
    public TrialLog log(JobView view, LogCursor cursor) {
        String pod = view.pod().orElseThrow().getMetadata().getName();
        return new FollowedLog(() -> client.pods().inNamespace(namespace).withName(pod).inContainer(template.container()), cursor);
    }

    @Override
    public void deleteAll() {
        client.configMaps().inNamespace(namespace).withName(study.name()).withPropagationPolicy(DeletionPropagation.BACKGROUND).delete();
    }

    @Override
    public List<Integer> deleteStrays(IntPredicate running) {
        List<Integer> builds = new ArrayList<>();
        for (ConfigMap anchor : client.configMaps().inNamespace(namespace).withLabels(study.jobLabels()).list().getItems()) {
            String build = labels(anchor).getOrDefault(StudyKey.PREFIX + "build", "");
            if (build.matches("\\d{1,9}") && Integer.parseInt(build) != study.build() && !running.test(Integer.parseInt(build))) {
                client.configMaps().inNamespace(namespace).withName(anchor.getMetadata().getName())
                        .withPropagationPolicy(DeletionPropagation.BACKGROUND).delete();
                builds.add(Integer.parseInt(build));
            }
        }
        return builds;
    }

    @Override
    public synchronized void close() {
        if (jobs != null) {
            jobs.close();
            pods.close();
        }
        if (client != null) {
            client.close();
        }
    }

    /** The API server's own words, without the client's frame around them. */
    static String words(KubernetesClientException e) {
        return e.getStatus() != null && e.getStatus().getMessage() != null ? e.getStatus().getMessage() : String.valueOf(e.getMessage());
    }

    private static Map<String, String> labels(HasMetadata object) {
        return object.getMetadata().getLabels() == null ? Map.of() : object.getMetadata().getLabels();
    }
}
