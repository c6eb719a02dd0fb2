package org.kohsuke.accmod;

/** Who may use a member; checked by Jenkins' build, not at run time. */
public abstract class AccessRestriction {
}
