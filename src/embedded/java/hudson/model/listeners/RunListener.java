package hudson.model.listeners;

import com.google.common.reflect.TypeToken;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.ExtensionList;
import hudson.ExtensionPoint;
import hudson.model.Run;
import hudson.model.TaskListener;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Is told what happens to builds. */
public abstract class RunListener<R extends Run> implements ExtensionPoint {

    private static final Logger LOGGER = Logger.getLogger(RunListener.class.getName());

    public final Class<R> targetType;

    protected RunListener(Class<R> targetType) {
        this.targetType = targetType;
    }

    @SuppressWarnings("unchecked")
    protected RunListener() {
        targetType = (Class<R>) TypeToken.of(getClass()).resolveType(RunListener.class.getTypeParameters()[0]).getRawType();
    }

    public void onCompleted(R r, @NonNull TaskListener listener) {
        // nothing by default
    }

    public void onFinalized(R r) {
        // nothing by default
    }

    public void onInitialize(R r) {
        // nothing by default
    }

    public void onStarted(R r, TaskListener listener) {
        // nothing by default
    }

    public void onDeleted(R r) {
        // nothing by default
    }

    public static void fireCompleted(Run r, @NonNull TaskListener listener) {
        fire(r, l -> l.onCompleted(r, listener));
    }

    public static void fireInitialize(Run r) {
        fire(r, l -> l.onInitialize(r));
    }

    public static void fireStarted(Run r, TaskListener listener) {
        fire(r, l -> l.onStarted(r, listener));
    }

    public static void fireFinalized(Run r) {
        fire(r, l -> l.onFinalized(r));
    }

    public static void fireDeleted(Run r) {
        fire(r, l -> l.onDeleted(r));
    }

    @SuppressWarnings("unchecked")
    private static void fire(Run r, Consumer<RunListener<Run>> event) {
        for (RunListener<?> listener : all()) {
            if (listener.targetType.isInstance(r)) {
                try {
                    event.accept((RunListener<Run>) listener);
                } catch (RuntimeException e) {
                    LOGGER.log(Level.WARNING, e, () -> listener.getClass().getName() + " failed on " + r);
                }
            }
        }
    }

    @SuppressWarnings("rawtypes")
    public static ExtensionList<RunListener> all() {
        return ExtensionList.lookup(RunListener.class);
    }
}
