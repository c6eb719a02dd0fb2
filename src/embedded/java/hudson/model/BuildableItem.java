package hudson.model;

/** An item that builds. */
public interface BuildableItem extends Item, Queue.Task {

    boolean scheduleBuild(Cause c);

    boolean scheduleBuild(int quietPeriod, Cause c);
}
