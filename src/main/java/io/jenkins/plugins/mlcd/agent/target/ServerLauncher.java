package io.jenkins.plugins.mlcd.agent.target;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;

/** Starts model servers. */
public interface ServerLauncher {

    /** Starts a server for the model in {@code directory}; returns before it can predict. */
    Running start(String model, Path directory) throws IOException;

    /** One server. */
    interface Running {

        /** Its URL, once it can predict; fails with the reason when it ends before that. */
        CompletableFuture<URI> ready();

        /** Done when it has ended, however it did; the value says how. */
        CompletableFuture<String> ended();

        /** Lets it answer what it has been asked, ends it and returns when it is gone, by force if it takes more than 15 seconds. */
        void stop();
    }
}
