package io.jenkins.plugins.mlcd.embedded.host;

import hudson.model.Run;
import jenkins.model.ArtifactManager;

/** Keeps the artifacts of all builds elsewhere than in their directories; registered as an extension it takes the place of {@link LocalArtifacts}. */
public interface ArtifactStore {

    /** The manager of one build, which has been told of it. */
    ArtifactManager managerFor(Run<?, ?> build);
}
