package jenkins.model;

import hudson.model.InvisibleAction;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;

/** Says why a build was stopped. */
public class InterruptedBuildAction extends InvisibleAction {

    private final List<CauseOfInterruption> causes;

    public InterruptedBuildAction(Collection<? extends CauseOfInterruption> causes) {
        this.causes = new ArrayList<>(causes);
    }

    public List<CauseOfInterruption> getCauses() {
        return Collections.unmodifiableList(causes);
    }
}
