package hudson.remoting;

/** Result of an asynchronous remote call. */
public interface Future<V> extends java.util.concurrent.Future<V> {
}
