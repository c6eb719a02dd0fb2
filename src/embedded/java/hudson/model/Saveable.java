package hudson.model;

import java.io.IOException;

/** An object that knows how to save itself. */
public interface Saveable {

    void save() throws IOException;

    /** Saves nothing. */
    Saveable NOOP = () -> {
    };
}
