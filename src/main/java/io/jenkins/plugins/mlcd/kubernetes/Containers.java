package io.jenkins.plugins.mlcd.kubernetes;

import static io.jenkins.plugins.mlcd.kubernetes.TrialVerdicts.said;
import static io.jenkins.plugins.mlcd.kubernetes.TrialVerdicts.text;

import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.ContainerStateWaiting;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.PodStatus;
import io.jenkins.plugins.mlcd.kubernetes.TrialVerdict.Phase;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What the containers of a pod say of it. */
public final class Containers {

    /** The kubelet tries these again, and may succeed. */
    private static final Set<String> IMAGE = Set.of("ErrImagePull", "ImagePullBackOff", "RegistryUnavailable");

    /** The kubelet tries these again, but only another template would help. */
    private static final Set<String> HOPELESS = Set.of("InvalidImageName", "ErrImageNeverPull", "CreateContainerConfigError", "ImageInspectError");

    private static final int SIGNALS = 128;

    private Containers() {}

    /** A pod that has not ended: the worst that one of its containers waits for. */
    public static TrialVerdict alive(PodStatus status, boolean running) {
        for (ContainerStatus container : all(status)) {
            ContainerStateWaiting waiting = container.getState() == null ? null : container.getState().getWaiting();
            String reason = waiting == null ? "" : text(waiting.getReason());
            String words = container(container) + " waits: " + reason + (waiting == null ? "" : said(text(waiting.getMessage())));
            if (reason.equals("CrashLoopBackOff")) {
                return TrialVerdict.placed(Phase.FAILED, last(container).orElse(container(container)) + " again and again" + said(text(waiting.getMessage())));
            }
            if (HOPELESS.contains(reason)) {
                return TrialVerdict.placed(Phase.FAILED, words);
            }
            if (IMAGE.contains(reason)) {
                return TrialVerdict.placed(Phase.IMAGE_ERROR, words + image(container, waiting));
            }
        }
        return TrialVerdict.placed(running ? Phase.RUNNING : Phase.PENDING, running ? "" : "its containers are being started");
    }

    private static String image(ContainerStatus container, ContainerStateWaiting waiting) {
        String image = text(container.getImage());
        return text(waiting.getMessage()).contains(image) ? "" : " (image " + image + ")";
    }

    /** A failed pod: the container that failed first; empty when none has. */
    static Optional<TrialVerdict> ended(PodStatus status) {
        return all(status).stream()
                .filter(container -> terminated(container).filter(state -> state.getExitCode() != 0).isPresent())
                .min(Comparator.comparing(container -> text(terminated(container).orElseThrow().getFinishedAt())))
                .map(container -> TrialVerdict.placed(Phase.FAILED, words(container, terminated(container).orElseThrow())));
    }

    private static Optional<String> last(ContainerStatus container) {
        return Optional.ofNullable(container.getLastState())
                .map(state -> state.getTerminated())
                .map(state -> words(container, state));
    }

    private static String words(ContainerStatus container, ContainerStateTerminated state) {
        String reason = text(state.getReason());
        String said = said(text(state.getMessage()));
        if (reason.equals("OOMKilled")) {
            return container(container) + " was killed for using more memory than its limit" + limit(container) + " (OOMKilled, exit code "
                    + state.getExitCode() + ")" + said;
        }
        String code = "exit code " + state.getExitCode();
        if (state.getExitCode() > SIGNALS && state.getExitCode() < SIGNALS + 65) {
            code += ", signal " + (state.getExitCode() - SIGNALS);
        }
        return container(container) + " ended with " + code + (reason.isEmpty() || reason.equals("Error") ? "" : " (" + reason + ")") + said;
    }

    private static String limit(ContainerStatus container) {
        return Optional.ofNullable(container.getResources())
                .map(resources -> resources.getLimits())
                .map(limits -> limits.get("memory"))
                .map(memory -> " of " + memory)
                .orElse("");
    }

    private static Optional<ContainerStateTerminated> terminated(ContainerStatus container) {
        return Optional.ofNullable(container.getState()).map(state -> state.getTerminated());
    }

    private static String container(ContainerStatus container) {
        return "container '" + container.getName() + "'";
    }

    private static List<ContainerStatus> all(PodStatus status) {
        return Stream.concat(status.getInitContainerStatuses().stream(), status.getContainerStatuses().stream()).toList();
    }
}
