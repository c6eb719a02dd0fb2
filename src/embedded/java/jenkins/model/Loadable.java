package jenkins.model;

import java.io.IOException;

/** An object that can load its own state. */
public interface Loadable {

    void load() throws IOException;
}
