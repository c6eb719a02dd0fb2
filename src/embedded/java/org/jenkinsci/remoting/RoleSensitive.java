package org.jenkinsci.remoting;

/** Code that says on which side of a channel it may run. */
public interface RoleSensitive {
    void checkRoles(RoleChecker checker) throws SecurityException;
}
