package hudson.model;

import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import jenkins.model.RunAction2;

/** The causes of a build, each with how often it was given while the build waited. */
public class CauseAction implements RunAction2 {

    private final Map<Cause, Integer> causeBag = new LinkedHashMap<>();

    public CauseAction(Cause c) {
        add(c, 1);
    }

    public CauseAction(Cause... c) {
        this(Arrays.asList(c));
    }

    public CauseAction(Collection<? extends Cause> causes) {
        causes.forEach(c -> add(c, 1));
    }

    public CauseAction(CauseAction ca) {
        ca.causeBag.forEach(this::add);
    }

    private void add(Cause cause, int times) {
        causeBag.merge(Objects.requireNonNull(cause, "cause"), times, Integer::sum);
    }

    public List<Cause> getCauses() {
        return List.copyOf(causeBag.keySet());
    }

    public <T extends Cause> T findCause(Class<T> type) {
        return causeBag.keySet().stream().filter(type::isInstance).map(type::cast).findFirst().orElse(null);
    }

    public Map<Cause, Integer> getCauseCounts() {
        return Collections.unmodifiableMap(causeBag);
    }

    @Override
    public String getDisplayName() {
        return "Cause";
    }

    @Override
    public String getIconFileName() {
        return null;
    }

    @Override
    public String getUrlName() {
        return "cause";
    }

    @Override
    public void onLoad(Run<?, ?> owner) {
        causeBag.keySet().forEach(c -> c.onLoad(owner));
    }

    @Override
    public void onAttached(Run<?, ?> owner) {
        causeBag.keySet().forEach(c -> c.onAddedTo(owner));
    }

    /** Adds these causes to those of a build that waits already. */
    public void foldIntoExisting(Queue.Item item, Queue.Task owner, List<Action> otherActions) {
        CauseAction existing = item.getAction(CauseAction.class);
        if (existing == null) {
            item.addAction(new CauseAction(this));
        } else {
            causeBag.forEach(existing::add);
        }
    }
}
