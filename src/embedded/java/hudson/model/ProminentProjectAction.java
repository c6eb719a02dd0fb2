package hudson.model;

public interface ProminentProjectAction extends Action {
}
