package hudson.model;

import hudson.ExtensionPoint;

/** A root action that answers without login, such as a webhook, which then protects itself. */
public interface UnprotectedRootAction extends RootAction, ExtensionPoint {
}
