package org.kohsuke.stapler;

/** An object that lets another answer for it, or nobody. */
public interface StaplerProxy {
    Object getTarget();
}
