package hudson.model;

import jenkins.model.Loadable;

/** A descriptor or configuration that is loaded when it is made. */
public interface PersistentDescriptor extends Loadable, Saveable {

    @Override
    void load();
}
