package io.jenkins.plugins.mlcd.kubernetes;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarBuilder;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpecBuilder;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import io.fabric8.kubernetes.api.model.VolumeMountBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes the Job of one attempt of a trial out of the template. */
final class TrialJobBuilder {

    /** Where the trial's files are in the container. */
    static final String DIRECTORY = "/var/run/mlcd";

    static final String PARAMS_ANNOTATION = StudyKey.PREFIX + "params";
    static final String QUEUE_LABEL = "kueue.x-k8s.io/queue-name";

    private static final String MODEL_DIR = "ML_MODEL_DIR";

    /** Jobs that nobody looks after any more, because the controller is gone, are deleted a day after their end. */
    private static final int KEPT_SECONDS = 86_400;

    private final JobTemplate template;
    private final TrialSpec trial;

    TrialJobBuilder(JobTemplate template, TrialSpec trial) {
        this.template = template;
        this.trial = trial;
    }

    Job build(String namespace, Optional<String> queue) {
        Integer kept = template.job().getSpec().getTtlSecondsAfterFinished();
        JobBuilder job = new JobBuilder(template.job())
                .editOrNewMetadata()
                    .withName(trial.key().name())
                    .withGenerateName(null)
                    .withNamespace(namespace)
                    .addToLabels(trial.key().labels())
                    .addToAnnotations(StudyKey.PREFIX + "build-url", trial.buildUrl())
                .endMetadata()
                .editSpec()
                    .withBackoffLimit(0)
                    .withTtlSecondsAfterFinished(kept == null ? KEPT_SECONDS : kept)
                    .withTemplate(pod())
                .endSpec();
        queue.ifPresent(name -> job.editMetadata().addToLabels(QUEUE_LABEL, name).endMetadata());
        return job.build();
    }

    private PodTemplateSpec pod() {
        return new PodTemplateSpecBuilder(template.job().getSpec().getTemplate())
                .editOrNewMetadata()
                    .addToLabels(trial.key().labels())
                    .addToAnnotations(PARAMS_ANNOTATION, trial.params())
                .endMetadata()
                .editSpec()
                    .withRestartPolicy("Never")
                    .withContainers(template.pod().getContainers().stream().map(this::container).toList())
                    .addAllToVolumes(volumes())
                .endSpec()
                .build();
    }

    /** The parameters reach the pod as a file by its own annotation: no second object that could be late or left behind. */
    private static List<Volume> volumes() {
        return List.of(
                new VolumeBuilder().withName("mlcd-params").withNewDownwardAPI()
                        .addNewItem().withPath("params.json").withNewFieldRef()
                        .withFieldPath("metadata.annotations['" + PARAMS_ANNOTATION + "']").endFieldRef().endItem()
                        .endDownwardAPI().build(),
                new VolumeBuilder().withName("mlcd-model").withNewEmptyDir().endEmptyDir().build());
    }

    private Container container(Container container) {
        if (!container.getName().equals(template.container())) {
            return container;
        }
        return new ContainerBuilder(container)
                .withEnv(environment(container.getEnv()))
                .addToVolumeMounts(
                        new VolumeMountBuilder().withName("mlcd-params").withMountPath(DIRECTORY + "/params").withReadOnly(true).build(),
                        new VolumeMountBuilder().withName("mlcd-model").withMountPath(DIRECTORY + "/model").build())
                .build();
    }

    /**
     * The trial's variables first, so that the template's may refer to them as {@code $(ML_TRIAL)}. Only the model's
     * directory may be another than ours: a mounted volume, for example.
     */
    private List<EnvVar> environment(List<EnvVar> own) {
        Map<String, String> ours = trial.environment();
        List<EnvVar> all = new ArrayList<>();
        ours.forEach((name, value) -> all.add(variable(name, value)));
        all.add(variable("ML_PARAMS_FILE", DIRECTORY + "/params/params.json"));
        if (own.stream().noneMatch(variable -> variable.getName().equals(MODEL_DIR))) {
            all.add(variable(MODEL_DIR, DIRECTORY + "/model"));
        }
        own.stream().filter(variable -> !ours.containsKey(variable.getName()) && !variable.getName().equals("ML_PARAMS_FILE")).forEach(all::add);
        return all;
    }

    /** A parameter's value is text, so what Kubernetes would take for a reference is escaped. */
    private static EnvVar variable(String name, String value) {
        return new EnvVarBuilder().withName(name).withValue(value.replace("$(", "$$(")).build();
    }
}
