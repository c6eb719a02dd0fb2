package jenkins;

import jenkins.agents.ControllerToAgentFileCallable;

/** Code that the controller sends to where a file is. */
public abstract class MasterToSlaveFileCallable<T> implements ControllerToAgentFileCallable<T> {
}
