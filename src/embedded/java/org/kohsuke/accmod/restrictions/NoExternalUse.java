package org.kohsuke.accmod.restrictions;

/** Only its own plugin may use it. */
public class NoExternalUse extends DoNotUse {
}
