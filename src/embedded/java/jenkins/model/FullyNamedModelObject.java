package jenkins.model;

import hudson.model.ModelObject;

/** A model object whose name for people includes those of the groups around it. */
public interface FullyNamedModelObject extends ModelObject {
    String getFullDisplayName();
}
