package hudson.model;

/** An action that is shown large on the page of its job. */
public interface ProminentProjectAction extends Action {
}
