package org.kohsuke.accmod.restrictions;

import org.kohsuke.accmod.AccessRestriction;

/** Nobody may use it. */
public class DoNotUse extends AccessRestriction {
}
