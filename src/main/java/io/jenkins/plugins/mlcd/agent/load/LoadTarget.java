package io.jenkins.plugins.mlcd.agent.load;

import java.util.concurrent.CompletableFuture;

/** What is put under load. */
@FunctionalInterface
public interface LoadTarget {

    /**
     * Sends a request.
     *
     * @param number of the request, from 0 up; decides what is sent
     * @return done with the answer: whether it was a prediction. Never fails
     */
    CompletableFuture<Boolean> send(long number);
}
