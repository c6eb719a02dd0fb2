package hudson.model;

/** Base class of model objects. */
public abstract class AbstractModelObject implements ModelObject {
}
