package jenkins.security;

import hudson.remoting.Callable;
import org.jenkinsci.remoting.RoleChecker;

/** Code that is never sent. */
@Deprecated
public abstract class NotReallyRoleSensitiveCallable<V, T extends Throwable> implements Callable<V, T> {

    @Override
    public void checkRoles(RoleChecker checker) throws SecurityException {
        throw new UnsupportedOperationException("this code is not to be sent");
    }
}
