package org.jenkinsci.plugins.workflow.support.concurrent;

import com.google.common.base.Function;
import com.google.common.util.concurrent.AsyncFunction;
import com.google.common.util.concurrent.FutureCallback;
import com.google.common.util.concurrent.ListenableFuture;
import edu.umd.cs.findbugs.annotations.Nullable;
import java.util.List;
import java.util.concurrent.Executor;

@Deprecated public abstract class Futures {
    public static <V> void addCallback(ListenableFuture<V> future, FutureCallback<? super V> callback) {
        throw new UnsupportedOperationException();
    }

    public static <V> void addCallback(ListenableFuture<V> future, FutureCallback<? super V> callback, Executor executor) {
        throw new UnsupportedOperationException();
    }

    public static <V> ListenableFuture<V> immediateFuture(@Nullable V value) {
        throw new UnsupportedOperationException();
    }

    public static <V> ListenableFuture<V> immediateFailedFuture(Throwable throwable) {
        throw new UnsupportedOperationException();
    }

    public static <I, O> ListenableFuture<O> transform(ListenableFuture<I> input, AsyncFunction<? super I, ? extends O> function) {
        throw new UnsupportedOperationException();
    }

    public static <I, O> ListenableFuture<O> transform(ListenableFuture<I> input, AsyncFunction<? super I, ? extends O> function, Executor executor) {
        throw new UnsupportedOperationException();
    }

    public static <I, O> ListenableFuture<O> transform(ListenableFuture<I> input, Function<? super I, ? extends O> function) {
        throw new UnsupportedOperationException();
    }

    public static <I, O> ListenableFuture<O> transform(ListenableFuture<I> input, Function<? super I, ? extends O> function, Executor executor) {
        throw new UnsupportedOperationException();
    }

    public static <V> ListenableFuture<List<V>> allAsList(ListenableFuture<? extends V>... futures) {
        throw new UnsupportedOperationException();
    }

    public static <V> ListenableFuture<List<V>> allAsList(Iterable<? extends ListenableFuture<? extends V>> futures) {
        throw new UnsupportedOperationException();
    }
}
