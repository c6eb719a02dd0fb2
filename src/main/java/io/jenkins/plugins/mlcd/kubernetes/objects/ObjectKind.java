package io.jenkins.plugins.mlcd.kubernetes.objects;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.List;
import java.util.stream.Stream;

/**
 * A kind of objects of a cluster.
 *
 * @param kind its name
 * @param plural in URLs
 * @param apiVersions versions with group in which it may be served, the preferred one first
 */
public record ObjectKind(String kind, String plural, List<String> apiVersions) {

    /** The kind that the client models in these classes, one for each version. */
    @SafeVarargs
    public static ObjectKind of(Class<? extends HasMetadata>... models) {
        return new ObjectKind(
                HasMetadata.getKind(models[0]), HasMetadata.getPlural(models[0]), Stream.of(models).map(HasMetadata::getApiVersion).toList());
    }
}
