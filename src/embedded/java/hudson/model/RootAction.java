package hudson.model;

import hudson.ExtensionPoint;

/** An action of Jenkins as a whole, with an address of its own. */
public interface RootAction extends Action, ExtensionPoint {
}
