package io.jenkins.plugins.mlcd.sources;

import java.io.IOException;
import java.util.Optional;

/** A place where data appear and change, which is looked at again and again. */
public interface Source {

    /**
     * What is there now. Takes bounded time, and little of it when nothing has changed since {@code before}, whose memo it may use.
     *
     * @param before what was seen last; empty at the first look
     * @return empty when what is there is just being written, so that nothing can be said yet
     * @throws IOException when the place cannot be reached, is not allowed, or holds something else; the message is one sentence
     */
    Optional<Observation> look(Optional<Observation> before) throws IOException, InterruptedException;
}
