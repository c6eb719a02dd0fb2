package io.jenkins.plugins.mlcd.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.KubernetesResource;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The YAML under {@code examples/kubernetes}: each object is one of Kubernetes, with no field that there is not. */
class KubernetesExamplesTest {

    private static final Path EXAMPLES = Path.of("examples/kubernetes");
    private static final KubernetesSerialization YAML = new KubernetesSerialization();

    static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(EXAMPLES)) {
            return files.filter(file -> file.toString().endsWith(".yaml") && !file.endsWith("mlcd.yaml") && !file.endsWith("jenkins-values.yaml")).sorted().toList();
        }
    }

    private static List<HasMetadata> objects(Path file) throws IOException {
        return Stream.of(Files.readString(file).split("(?m)^---$")).map(document -> (HasMetadata) YAML.unmarshal(document)).toList();
    }

    @ParameterizedTest
    @MethodSource("files")
    void holdsObjectsOfKubernetesWithoutUnknownFields(Path file) throws Exception {
        for (HasMetadata object : objects(file)) {
            assertThat(object.getApiVersion()).isNotBlank();
            assertThat(object.getKind()).isNotBlank();
            if (!object.getApiVersion().startsWith("kueue")) {
                List<String> unknown = new ArrayList<>();
                findUnknown(object.getKind(), object, unknown);
                assertThat(unknown).isEmpty();
            }
        }
    }

    /** The models take fields in that they do not know; this walks over all of them. */
    static void findUnknown(String path, Object model, List<String> unknown) throws ReflectiveOperationException {
        if (model instanceof Collection<?> list) {
            for (Object each : list) {
                findUnknown(path + "[]", each, unknown);
            }
        } else if (model instanceof KubernetesResource) {
            for (Method getter : model.getClass().getMethods()) {
                if (!getter.getName().startsWith("get") || getter.getParameterCount() > 0) {
                    continue;
                }
                Object value = getter.invoke(model);
                if (getter.getName().equals("getAdditionalProperties")) {
                    ((Map<?, ?>) value).keySet().forEach(field -> unknown.add(path + "." + field));
                } else {
                    findUnknown(path + "." + getter.getName().substring(3), value, unknown);
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"gpu-pod.yaml", "jobs/trial.yaml"})
    void aTrainersPodHasAGpuItsNodesAndSharedMemory(String file) throws IOException {
        JobTemplate template = JobTemplate.parse(Files.readString(EXAMPLES.resolve(file)), Optional.of("train"));
        PodSpec pod = template.pod();
        Container train = pod.getContainers().get(0);
        assertThat(template.gpus()).isEqualTo(1);
        assertThat(train.getImage()).contains("cuda");
        assertThat(train.getResources().getLimits()).containsKey("memory");
        assertThat(pod.getTolerations()).anySatisfy(toleration -> assertThat(toleration.getKey()).isEqualTo("nvidia.com/gpu"));
        assertThat(pod.getNodeSelector()).isNotEmpty();
        String shm = train.getVolumeMounts().stream().filter(mount -> mount.getMountPath().equals("/dev/shm")).findFirst().orElseThrow().getName();
        assertThat(pod.getVolumes()).filteredOn(volume -> volume.getName().equals(shm)).singleElement()
                .extracting(Volume::getEmptyDir).satisfies(directory -> assertThat(directory.getMedium()).isEqualTo("Memory"));
    }

    @Test
    void theQueueOfTheExampleIsTheOneItsSweepNames() throws IOException {
        String queue = objects(EXAMPLES.resolve("jobs/kueue.yaml")).stream().filter(object -> object.getKind().equals("LocalQueue"))
                .findFirst().orElseThrow().getMetadata().getName();
        assertThat(Files.readString(EXAMPLES.resolve("jobs/Jenkinsfile"))).contains("queue: '" + queue + "'");
    }

    /** Least privilege, tried: all that a sweep asks of the API server is allowed by the role, and nothing else is. */
    @Test
    void theRoleAllowsWhatASweepAsksForAndNoMore() throws Exception {
        assertThat(asked()).isEqualTo(Permissions.allowed("examples/kubernetes/jobs/rbac.yaml"));
    }

    private static Set<String> asked() throws Exception {
        Set<String> asked = new TreeSet<>();
        try (FakeCluster cluster = new FakeCluster(); FakeKubelet kubelet = new FakeKubelet(cluster)) {
            StudyKey study = new StudyKey("controller", "digits", 1, "demo");
            TrialSpec trial = new TrialSpec(new TrialKey(study, 0, 1), Map.of(), "{}", "");
            String yaml = Files.readString(EXAMPLES.resolve("jobs/trial.yaml"));
            try (TrialJobs jobs = new ClusterTrialJobs(cluster::client, study, "ml", JobTemplate.parse(yaml, Optional.empty()), Optional.empty())) {
                jobs.open();
                jobs.deleteStrays(build -> false);
                jobs.create(trial);
                await().until(() -> cluster.requests().containsAll(Set.of("WATCH /jobs", "WATCH /pods")));
                jobs.list();
                asked.addAll(Permissions.asked(cluster.requests()));
                kubelet.run(0);
                Set<String> before = Set.copyOf(cluster.requests());
                try (TrialLog log = jobs.log(jobs.find(trial.key()).orElseThrow(), new LogCursor(line -> {}))) {
                    log.follow();
                    log.drain();
                }
                jobs.delete(trial.key());
                jobs.deleteAll();
                Set<String> after = new TreeSet<>(cluster.requests());
                after.removeAll(before);
                asked.addAll(Permissions.asked(after));
            }
        }
        return asked;
    }
}
