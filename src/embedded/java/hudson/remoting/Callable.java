package hudson.remoting;

import java.io.Serializable;
import org.jenkinsci.remoting.RoleSensitive;

/** Code that runs on a node. */
public interface Callable<V, T extends Throwable> extends Serializable, RoleSensitive {

    V call() throws T;
}
