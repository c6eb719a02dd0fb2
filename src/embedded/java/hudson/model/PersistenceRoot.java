package hudson.model;

import java.io.File;

/** An object that is saved in a directory of its own. */
public interface PersistenceRoot extends Saveable {

    File getRootDir();
}
