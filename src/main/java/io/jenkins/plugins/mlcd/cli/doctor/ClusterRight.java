package io.jenkins.plugins.mlcd.cli.doctor;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * A right in a namespace.
 *
 * @param group of the API; empty for the core
 * @param subresource empty for none
 */
public record ClusterRight(String verb, String group, String resource, String subresource) {

    private static Stream<ClusterRight> rights(String group, String resource, String... verbs) {
        String[] parts = resource.split("/");
        return Arrays.stream(verbs).map(verb -> new ClusterRight(verb, group, parts[0], parts.length > 1 ? parts[1] : ""));
    }

    private static List<ClusterRight> all(List<Stream<ClusterRight>> rights) {
        return rights.stream().flatMap(each -> each).toList();
    }

    /** What a rollout of a Deployment needs whatever its router is. */
    public static List<ClusterRight> ofWorkloads() {
        return all(List.of(rights("apps", "deployments", "get", "create", "patch", "delete"), rights("", "services", "get", "create", "patch", "delete"),
                rights("", "pods", "list", "watch"), rights("", "pods/proxy", "get"), rights("", "events", "list")));
    }

    public static List<ClusterRight> ofIstio() {
        return all(List.of(rights("networking.istio.io", "virtualservices", "get", "list", "patch"), rights("networking.istio.io", "destinationrules", "get", "patch")));
    }

    public static List<ClusterRight> ofGatewayApi() {
        return all(List.of(rights("gateway.networking.k8s.io", "httproutes", "get", "list", "patch")));
    }

    public static List<ClusterRight> ofKServe() {
        return all(List.of(rights("serving.kserve.io", "inferenceservices", "get", "patch")));
    }

    /** What trials as Jobs need. */
    public static List<ClusterRight> ofTrials() {
        return all(List.of(rights("batch", "jobs", "create", "get", "list", "watch", "delete"), rights("", "pods", "list", "watch"), rights("", "pods/log", "get"),
                rights("", "configmaps", "create", "get", "list", "delete"), rights("", "events", "list")));
    }

    @Override
    public String toString() {
        return verb + " " + resource + (subresource.isEmpty() ? "" : "/" + subresource);
    }
}
