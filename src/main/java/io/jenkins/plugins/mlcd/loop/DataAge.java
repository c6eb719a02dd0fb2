package io.jenkins.plugins.mlcd.loop;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** How old the data of a model is. */
public final class DataAge {

    private DataAge() {}

    /**
     * Since when the data of a version has been as it is: when the first version that was trained on the same data version was registered, so that its newest
     * sample is at least as old. Empty when it is not known what the version was trained on.
     */
    public static Optional<Instant> since(ModelVersion version, List<ModelVersion> versions) {
        return version.dataset().flatMap(data -> versions.stream()
                .filter(other -> other.dataset().filter(data::equals).isPresent())
                .map(ModelVersion::at)
                .filter(Objects::nonNull)
                .min(Instant::compareTo));
    }
}
