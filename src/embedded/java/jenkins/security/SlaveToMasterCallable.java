package jenkins.security;

import hudson.remoting.Callable;
import org.jenkinsci.remoting.RoleChecker;

/** Code that an agent sends to the controller. */
public abstract class SlaveToMasterCallable<V, T extends Throwable> implements Callable<V, T> {

    @Override
    public void checkRoles(RoleChecker checker) throws SecurityException {
        // the embedded host sends code nowhere
    }
}
