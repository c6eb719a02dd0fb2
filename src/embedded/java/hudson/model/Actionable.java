package hudson.model;

import edu.umd.cs.findbugs.annotations.NonNull;
import edu.umd.cs.findbugs.annotations.Nullable;
import hudson.ExtensionList;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import jenkins.model.TransientActionFactory;

/** A model object with actions: those that were added, and those that factories make anew each time. */
public abstract class Actionable extends AbstractModelObject {

    private List<Action> actions = new ArrayList<>();

    @NonNull
    public final List<? extends Action> getAllActions() {
        List<Action> all = new ArrayList<>(stored());
        for (TransientActionFactory<?> factory : ExtensionList.lookup(TransientActionFactory.class)) {
            all.addAll(made(factory));
        }
        return Collections.unmodifiableList(all);
    }

    private <T> Collection<? extends Action> made(TransientActionFactory<T> factory) {
        return factory.type().isInstance(this) ? factory.createFor(factory.type().cast(this)) : List.of();
    }

    @NonNull
    public <T extends Action> List<T> getActions(Class<T> type) {
        return getAllActions().stream().filter(type::isInstance).map(type::cast).toList();
    }

    public void addAction(@NonNull Action a) {
        Objects.requireNonNull(a, "action");
        synchronized (this) {
            actions().add(a);
        }
    }

    public void replaceAction(@NonNull Action a) {
        addOrReplaceAction(a);
    }

    /** Adds {@code a} in the place of all actions of its very class; whether anything changed. */
    public boolean addOrReplaceAction(@NonNull Action a) {
        return replaceActions(a.getClass(), a);
    }

    public boolean removeAction(@Nullable Action a) {
        synchronized (this) {
            return actions().remove(a);
        }
    }

    public boolean removeActions(@NonNull Class<? extends Action> clazz) {
        synchronized (this) {
            return actions().removeIf(a -> a.getClass() == clazz);
        }
    }

    public boolean replaceActions(@NonNull Class<? extends Action> clazz, @NonNull Action a) {
        synchronized (this) {
            boolean same = actions().contains(a);
            actions().removeIf(old -> old.getClass() == clazz);
            actions().add(a);
            return !same;
        }
    }

    public <T extends Action> T getAction(Class<T> type) {
        return getActions(type).stream().findFirst().orElse(null);
    }

    /** The actions that were added, as they are saved. */
    final List<Action> stored() {
        synchronized (this) {
            return List.copyOf(actions());
        }
    }

    private List<Action> actions() {
        if (actions == null) {
            actions = new ArrayList<>(); // read from a file without actions
        }
        return actions;
    }
}
