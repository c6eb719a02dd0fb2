package hudson.model;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.model.queue.CauseOfBlockage;
import hudson.model.queue.QueueTaskFuture;
import hudson.model.queue.ScheduleResult;
import hudson.model.queue.SubTask;
import hudson.remoting.Callable;
import java.util.Collection;
import java.util.List;
import jenkins.model.FullyNamedModelObject;
import jenkins.model.queue.AsynchronousExecution;

public class Queue implements Saveable {
    @NonNull public ScheduleResult schedule2(Queue.Task p, int quietPeriod, List<Action> actions) {
        throw new UnsupportedOperationException();
    }

    @NonNull public ScheduleResult schedule2(Queue.Task p, int quietPeriod, Action... actions) {
        throw new UnsupportedOperationException();
    }

    public boolean cancel(Queue.Task p) {
        throw new UnsupportedOperationException();
    }

    public boolean cancel(Queue.Item item) {
        throw new UnsupportedOperationException();
    }

    public Queue.Item[] getItems() {
        throw new UnsupportedOperationException();
    }

    public Queue.Item getItem(long id) {
        throw new UnsupportedOperationException();
    }

    public Queue.Item getItem(Queue.Task t) {
        throw new UnsupportedOperationException();
    }

    public List<Queue.Item> getItems(Queue.Task t) {
        throw new UnsupportedOperationException();
    }

    public static void withLock(Runnable runnable) {
        throw new UnsupportedOperationException();
    }

    public static <V, T extends Throwable> V withLock(Callable<V, T> callable) throws T {
        throw new UnsupportedOperationException();
    }

    public static <V> V withLock(java.util.concurrent.Callable<V> callable) throws Exception {
        throw new UnsupportedOperationException();
    }

    public void maintain() {
        throw new UnsupportedOperationException();
    }

    public static Queue getInstance() {
        throw new UnsupportedOperationException();
    }

    public abstract static class Item extends Actionable {
        public long getId() {
            throw new UnsupportedOperationException();
        }

        @NonNull public final Queue.Task task = null;
        @NonNull public Queue.Task getTask() {
            throw new UnsupportedOperationException();
        }

        public QueueTaskFuture<Queue.Executable> getFuture() {
            throw new UnsupportedOperationException();
        }

        public final List<Cause> getCauses() {
            throw new UnsupportedOperationException();
        }

        public final String getWhy() {
            throw new UnsupportedOperationException();
        }

        public String getParams() {
            throw new UnsupportedOperationException();
        }

    }

    public interface Executable extends Runnable {
        @NonNull SubTask getParent();

        @CheckForNull default Queue.Executable getParentExecutable() {
            throw new UnsupportedOperationException();
        }

        void run() throws AsynchronousExecution;

        default long getEstimatedDuration() {
            throw new UnsupportedOperationException();
        }

        default String getConsoleUrl() {
            throw new UnsupportedOperationException();
        }

        String toString();

    }

    public interface Task extends FullyNamedModelObject, SubTask {
        @CheckForNull default CauseOfBlockage getCauseOfBlockage() {
            throw new UnsupportedOperationException();
        }

        String getName();

        default String getAffinityKey() {
            throw new UnsupportedOperationException();
        }

        default void checkAbortPermission() {
            throw new UnsupportedOperationException();
        }

        String getUrl();

        default boolean isConcurrentBuild() {
            throw new UnsupportedOperationException();
        }

        default Collection<? extends SubTask> getSubTasks() {
            throw new UnsupportedOperationException();
        }

    }

    @Override
    public void save() {
    }
}
