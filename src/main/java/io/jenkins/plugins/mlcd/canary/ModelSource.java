package io.jenkins.plugins.mlcd.canary;

import io.jenkins.plugins.mlcd.target.ModelZip;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;

/** Where a workload gets the files of a model version from. */
public interface ModelSource {

    /**
     * The files of {@code model}, such as {@code digits:42}, of this or an earlier build.
     *
     * @throws IOException when they are gone
     */
    ModelZip zip(String model) throws IOException;

    /** Where a server can load {@code model} from by itself: what the trainer reported, else the build's archive; empty when neither is known. */
    Optional<URI> uri(String model) throws IOException;
}
