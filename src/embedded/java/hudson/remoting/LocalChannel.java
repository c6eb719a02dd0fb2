package hudson.remoting;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;

/** The channel to this very JVM: what is called runs at once on the calling thread, or on one of the executor. */
public class LocalChannel implements VirtualChannel {

    private final ExecutorService executor;

    public LocalChannel(ExecutorService executor) {
        this.executor = executor;
    }

    @Override
    public <V, T extends Throwable> V call(Callable<V, T> callable) throws T {
        return callable.call();
    }

    @Override
    public <V, T extends Throwable> Future<V> callAsync(Callable<V, T> callable) {
        LocalFuture<V> future = new LocalFuture<>();
        executor.execute(() -> {
            try {
                future.complete(callable.call());
            } catch (Throwable t) { // any failure is the caller's result
                future.completeExceptionally(t);
            }
        });
        return future;
    }

    @Override
    public void close() {
        // this JVM stays
    }

    @Override
    public void join() throws InterruptedException {
        Thread.currentThread().join();
    }

    @Override
    public void join(long timeout) throws InterruptedException {
        Thread.sleep(timeout);
    }

    @Override
    public <T> T export(Class<T> type, T instance) {
        return instance;
    }

    @Override
    public void syncLocalIO() throws InterruptedException {
        // nothing is under way
    }

    private static final class LocalFuture<V> extends CompletableFuture<V> implements Future<V> {
    }
}
