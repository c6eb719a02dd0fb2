package hudson.model;

/** An object that has a name for people. */
public interface ModelObject {

    String getDisplayName();
}
