package hudson.util;

import hudson.model.TaskListener;

/** The former base class of listeners. */
@Deprecated
public abstract class AbstractTaskListener implements TaskListener {
}
