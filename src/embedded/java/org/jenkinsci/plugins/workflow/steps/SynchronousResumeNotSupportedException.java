package org.jenkinsci.plugins.workflow.steps;

/** A step that works on a thread cannot go on after a restart. */
public class SynchronousResumeNotSupportedException extends Exception {

    private static final long serialVersionUID = 1L;

    public SynchronousResumeNotSupportedException(StepContext context) {
        super("a step of this kind cannot go on after a restart of Jenkins");
    }
}
