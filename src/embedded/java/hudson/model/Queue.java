package hudson.model;

import com.google.common.collect.Lists;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.model.queue.CauseOfBlockage;
import hudson.model.queue.QueueTaskFuture;
import hudson.model.queue.ScheduleResult;
import hudson.model.queue.SubTask;
import io.jenkins.plugins.mlcd.embedded.host.Host;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.model.FullyNamedModelObject;
import jenkins.model.queue.AsynchronousExecution;
import jenkins.util.NonLocalizable;
import jenkins.util.Timer;

/**
 * The builds that wait. Each waits for its quiet period, in which the causes of further requests for the same build join it, then for
 * an earlier build of the same job if the job does not build concurrently. Any number of jobs build at once: executors are taken inside builds.
 */
public class Queue implements Saveable {

    private static final Logger LOGGER = Logger.getLogger(Queue.class.getName());
    private static final long SHUTDOWN_SECONDS = 60;

    private final ReentrantLock lock = new ReentrantLock();
    private final List<Item> waiting = new ArrayList<>();
    private final Map<Executor, Task> running = new LinkedHashMap<>();
    private long lastId;
    private boolean stopped;

    private Queue() {
        Host.get().onStop(this::stop);
    }

    public static Queue getInstance() {
        return Host.get().singleton(Queue.class, Queue::new);
    }

    @NonNull
    public ScheduleResult schedule2(Task p, int quietPeriod, List<Action> actions) {
        lock.lock();
        try {
            if (stopped) {
                return new Scheduled(null, false);
            }
            for (Item same : waiting) {
                if (same.task.equals(p) && !differs(same, actions)) {
                    actions.stream().filter(CauseAction.class::isInstance).forEach(c -> ((CauseAction) c).foldIntoExisting(same, p, actions));
                    return new Scheduled(same, false);
                }
            }
            Item item = new Waiting(++lastId, p, actions);
            waiting.add(item);
            Timer.get().schedule(() -> {
                item.quiet = false;
                maintain();
            }, quietPeriod, TimeUnit.SECONDS);
            return new Scheduled(item, true);
        } finally {
            lock.unlock();
        }
    }

    @NonNull
    public ScheduleResult schedule2(Task p, int quietPeriod, Action... actions) {
        return schedule2(p, quietPeriod, Lists.newArrayList(actions));
    }

    /** Whether a request with {@code actions} is for another build than the one that waits already. */
    private static boolean differs(Item item, List<Action> actions) {
        List<Action> waiting = List.copyOf(item.stored());
        List<ParametersAction> asked = hudson.Util.filter(actions, ParametersAction.class);
        return asked.stream().anyMatch(p -> p.shouldSchedule(waiting))
                || asked.isEmpty() && waiting.stream().anyMatch(ParametersAction.class::isInstance);
    }

    public boolean cancel(Task p) {
        Item item = getItem(p);
        return item != null && cancel(item);
    }

    public boolean cancel(Item item) {
        lock.lock();
        try {
            return waiting.remove(item) && item.future.cancel(false);
        } finally {
            lock.unlock();
        }
    }

    public Item[] getItems() {
        lock.lock();
        try {
            return waiting.toArray(new Item[0]);
        } finally {
            lock.unlock();
        }
    }

    public Item getItem(long id) {
        return Arrays.stream(getItems()).filter(i -> i.getId() == id).findFirst().orElse(null);
    }

    public Item getItem(Task t) {
        return getItems(t).stream().findFirst().orElse(null);
    }

    public List<Item> getItems(Task t) {
        return Arrays.stream(getItems()).filter(i -> i.task.equals(t)).toList();
    }

    /** Starts every build that waits for nothing any more. */
    public void maintain() {
        lock.lock();
        try {
            for (Item item : List.copyOf(waiting)) {
                if (!stopped && !item.quiet && blockage(item) == null) {
                    waiting.remove(item);
                    start(item);
                }
            }
        } finally {
            lock.unlock();
        }
    }

    private CauseOfBlockage blockage(Item item) {
        if (!item.task.isConcurrentBuild() && running.containsValue(item.task.getOwnerTask())) {
            return CauseOfBlockage.fromMessage(new NonLocalizable("an earlier build of " + item.task.getFullDisplayName() + " is still running"));
        }
        return item.task.getCauseOfBlockage();
    }

    private void start(Item item) {
        try {
            Executable executable = item.task.createExecutable();
            if (executable instanceof Run<?, ?> run) {
                item.stored().forEach(run::addAction);
                run.queued(item.getId());
            }
            Executor executor = new Executor(executable, () -> run(item, executable));
            running.put(executor, item.task.getOwnerTask());
            executor.start();
        } catch (IOException | RuntimeException e) {
            LOGGER.log(Level.WARNING, e, () -> "cannot start a build of " + item.task.getFullDisplayName());
            item.future.completeExceptionally(e);
        }
    }

    private void run(Item item, Executable executable) {
        item.started.complete(executable);
        try {
            executable.run();
            item.future.complete(executable);
        } catch (RuntimeException | Error e) {
            LOGGER.log(Level.WARNING, e, () -> executable + " failed");
            item.future.completeExceptionally(e);
        } finally {
            withLock(() -> {
                running.remove(Executor.currentExecutor());
            });
            maintain();
        }
    }

    /** The executor that runs {@code executable}, or null. */
    Executor executorOf(Executable executable) {
        lock.lock();
        try {
            return running.keySet().stream().filter(e -> e.getCurrentExecutable() == executable).findFirst().orElse(null);
        } finally {
            lock.unlock();
        }
    }

    private void stop() {
        List<Executor> executors = new ArrayList<>();
        withLock(() -> {
            stopped = true;
            waiting.forEach(i -> i.future.cancel(false));
            waiting.clear();
            executors.addAll(running.keySet());
        });
        executors.forEach(Executor::interrupt);
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(SHUTDOWN_SECONDS);
        for (Executor executor : executors) {
            join(executor, deadline);
        }
    }

    private static void join(Executor executor, long deadline) {
        try {
            executor.join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime())));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (executor.isAlive()) {
            LOGGER.warning(() -> executor.getName() + " did not end in " + SHUTDOWN_SECONDS + " s");
        }
    }

    public static void withLock(Runnable runnable) {
        ReentrantLock lock = getInstance().lock;
        lock.lock();
        try {
            runnable.run();
        } finally {
            lock.unlock();
        }
    }

    /** The queue is not saved: what waits when the process ends is asked for again by its trigger. */
    @Override
    public void save() {
        // nothing to save
    }

    /** What waits to be run. */
    public interface Task extends FullyNamedModelObject, SubTask {

        @CheckForNull
        default CauseOfBlockage getCauseOfBlockage() {
            return null;
        }

        String getName();

        String getUrl();

        default boolean isConcurrentBuild() {
            return false;
        }

        default Collection<? extends SubTask> getSubTasks() {
            return Set.of(this);
        }
    }

    /** What an executor runs. */
    public interface Executable extends Runnable {

        @NonNull
        SubTask getParent();

        @Override
        void run() throws AsynchronousExecution;

        default long getEstimatedDuration() {
            return getParent().getEstimatedDuration();
        }

        @Override
        String toString();
    }

    /** A build that waits. */
    public abstract static class Item extends Actionable {

        private final long id;
        @NonNull
        public final Task task;
        private final CompletableFuture<Executable> started = new CompletableFuture<>();
        private final Outcome future = new Outcome(started);
        private volatile boolean quiet = true;

        Item(long id, Task task, List<Action> actions) {
            this.id = id;
            this.task = task;
            actions.forEach(this::addAction);
        }

        public long getId() {
            return id;
        }

        @NonNull
        public Task getTask() {
            return task;
        }

        public QueueTaskFuture<Executable> getFuture() {
            return future;
        }

        public final List<Cause> getCauses() {
            CauseAction action = getAction(CauseAction.class);
            return action == null ? List.of() : action.getCauses();
        }

        public final String getWhy() {
            CauseOfBlockage blockage = Queue.getInstance().blockage(this);
            return blockage == null ? "in the quiet period" : blockage.getShortDescription();
        }

        @Override
        public String getDisplayName() {
            return task.getDisplayName();
        }
    }

    private static final class Waiting extends Item {

        Waiting(long id, Task task, List<Action> actions) {
            super(id, task, actions);
        }
    }

    private static final class Outcome extends CompletableFuture<Executable> implements QueueTaskFuture<Executable> {

        private final CompletableFuture<Executable> started;

        Outcome(CompletableFuture<Executable> started) {
            this.started = started;
            whenComplete((e, failure) -> {
                if (failure != null) {
                    started.completeExceptionally(failure);
                }
            });
        }

        @Override
        public Future<Executable> getStartCondition() {
            return started;
        }

        @Override
        public Executable waitForStart() throws InterruptedException, ExecutionException {
            return started.get();
        }
    }

    private static final class Scheduled extends ScheduleResult {

        private final Item item;
        private final boolean created;

        Scheduled(Item item, boolean created) {
            this.item = item;
            this.created = created;
        }

        @Override
        public boolean isCreated() {
            return created;
        }

        @Override
        public boolean isRefused() {
            return item == null;
        }

        @Override
        public Item getItem() {
            return item;
        }
    }
}
