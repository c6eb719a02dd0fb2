package hudson.util;

import hudson.model.TaskListener;

@Deprecated public abstract class AbstractTaskListener implements TaskListener {
}
