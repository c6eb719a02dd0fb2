package io.jenkins.plugins.mlcd.agent.profile.table;

import io.jenkins.plugins.mlcd.monitor.profile.Profile;
import java.io.IOException;

/** Who gets a profile when its window is done. */
@FunctionalInterface
public interface ProfileSink {

    void accept(Profile profile) throws IOException;
}
