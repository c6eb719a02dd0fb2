package jenkins.security;

import jenkins.agents.ControllerToAgentCallable;

/** Code that the controller sends to an agent. */
public abstract class MasterToSlaveCallable<V, T extends Throwable> implements ControllerToAgentCallable<V, T> {
}
