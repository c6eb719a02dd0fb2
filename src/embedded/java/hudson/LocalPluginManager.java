package hudson;

import edu.umd.cs.findbugs.annotations.NonNull;
import java.io.File;

/** The plugins of a home; an embedded Jenkins has none but its own. */
public class LocalPluginManager extends PluginManager {

    public LocalPluginManager(@NonNull File rootDir) {
        // The home says nothing about classes.
    }
}
