package io.jenkins.plugins.mlcd.cli.verify;

import java.io.IOException;

/** Ends a controller in one of two ways and starts it again. */
record Restarts(Controller controller, Waiting up) {

    /** Waits until the controller answers. */
    @FunctionalInterface
    interface Waiting {
        void await() throws IOException, InterruptedException;
    }

    /** SIGKILL: nothing is saved, nobody is told. */
    void afterKill() throws IOException, InterruptedException {
        controller.kill();
        controller.start();
        up.await();
    }

    /** SIGTERM, as a service manager does. */
    void afterTerm() throws IOException, InterruptedException {
        controller.terminate();
        controller.start();
        up.await();
    }
}
