package io.jenkins.plugins.mlcd.cli.doctor;

import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReview;
import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReviewBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Whether a cluster answers, and allows in a namespace what mlcd will ask of it.
 *
 * @param what it is for, such as {@code target production}
 * @param client opens it
 * @param rights that are needed
 * @param role a file of this project with these rights
 */
public record ClusterExamination(String what, Supplier<KubernetesClient> client, String namespace, List<ClusterRight> rights, String role) implements Examination {

    public ClusterExamination {
        rights = List.copyOf(rights);
    }

    @Override
    public List<Diagnosis> examine() {
        List<Diagnosis> found = new ArrayList<>();
        try (KubernetesClient cluster = client.get()) {
            found.add(Diagnosis.ok(what, "Kubernetes " + cluster.getKubernetesVersion().getGitVersion() + " at " + cluster.getMasterUrl()));
            List<String> lacking = rights.stream().filter(right -> !allowed(cluster, right)).map(ClusterRight::toString).toList();
            found.add(lacking.isEmpty()
                    ? Diagnosis.ok(what + ": rights", "all " + rights.size() + " in namespace " + namespace)
                    : Diagnosis.fail(what + ": rights", "in namespace " + namespace + " it may not " + String.join(", ", lacking), "kubectl apply -n " + namespace + " -f " + role + ", and use its account."));
        } catch (KubernetesClientException | IllegalArgumentException e) {
            found.add(Diagnosis.fail(what, "the cluster does not answer: " + Examination.words(e), "Try 'kubectl version' with the same kubeconfig; look at its server's address, certificate and token."));
        }
        return found;
    }

    private boolean allowed(KubernetesClient cluster, ClusterRight right) {
        SelfSubjectAccessReview review = new SelfSubjectAccessReviewBuilder().withNewSpec().withNewResourceAttributes()
                .withNamespace(namespace).withVerb(right.verb()).withGroup(right.group()).withResource(right.resource()).withSubresource(right.subresource())
                .endResourceAttributes().endSpec().build();
        return Boolean.TRUE.equals(cluster.authorization().v1().selfSubjectAccessReview().create(review).getStatus().getAllowed());
    }
}
