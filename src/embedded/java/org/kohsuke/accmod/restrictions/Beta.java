package org.kohsuke.accmod.restrictions;

/** Only who declares that he uses what may change may use it. */
public class Beta extends DoNotUse {
}
