package io.jenkins.plugins.mlcd.embedded.host;

import hudson.security.Permission;
import java.nio.file.Path;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.model.Jenkins;

/**
 * The running embedded Jenkins as the slice of the API sees it. The slice asks it for the home, the extensions and what lives as long as it;
 * {@link EmbeddedJenkins} starts and stops it.
 */
public final class Host {

    private static final Logger LOGGER = Logger.getLogger(Host.class.getName());

    private static volatile Host current;

    private final Path home;
    private final HostOptions options;
    private final Extensions extensions = new Extensions();
    private final Deque<Runnable> stopping = new ConcurrentLinkedDeque<>();
    private final Map<Class<?>, Object> lists = new ConcurrentHashMap<>();
    private final Map<Class<?>, Object> singletons = new ConcurrentHashMap<>();
    private volatile boolean closing;
    private volatile Predicate<Permission> allowed = p -> true;
    private final AtomicReference<Jenkins> jenkins = new AtomicReference<>();

    Host(Path home, HostOptions options) {
        this.home = home;
        this.options = options;
    }

    /** The running host, if any. */
    public static Optional<Host> current() {
        return Optional.ofNullable(current);
    }

    /** @throws IllegalStateException when no Jenkins runs in this JVM */
    public static Host get() {
        return current().orElseThrow(() -> new IllegalStateException("no embedded Jenkins runs in this JVM"));
    }

    static void set(Host host) {
        current = host;
    }

    /** Whether this host is about to end. */
    public boolean stopping() {
        return closing;
    }

    /** Forbids what {@code allowed} does not allow; everything is allowed at first. */
    public void restrict(Predicate<Permission> allowed) {
        this.allowed = allowed;
    }

    public boolean allows(Permission permission) {
        return allowed.test(permission);
    }

    /** Has {@code action} run when this host stops; those that are added last run first. */
    public void onStop(Runnable action) {
        stopping.addFirst(action);
    }

    void close() {
        closing = true;
        for (Runnable action = stopping.pollFirst(); action != null; action = stopping.pollFirst()) {
            try {
                action.run();
            } catch (RuntimeException e) {
                LOGGER.log(Level.WARNING, e, () -> "not everything could be stopped on " + home);
            }
        }
    }

    public Path home() {
        return home;
    }

    public HostOptions options() {
        return options;
    }

    public Extensions extensions() {
        return extensions;
    }

    /** The one Jenkins of this host, made by {@code factory} when it is first asked for. */
    public Jenkins jenkins(Supplier<Jenkins> factory) {
        Jenkins known = jenkins.get();
        if (known != null) {
            return known;
        }
        synchronized (jenkins) {
            if (jenkins.get() == null) {
                jenkins.set(factory.get());
            }
            return jenkins.get();
        }
    }

    /** The extension list of {@code type}, made by {@code factory} when it is first asked for. */
    public <L> L list(Class<?> type, Supplier<L> factory) {
        return remembered(lists, type, factory);
    }

    /** An object that lives as long as this host, made by {@code factory} when it is first asked for. */
    public <S> S singleton(Class<S> type, Supplier<S> factory) {
        return remembered(singletons, type, factory);
    }

    @SuppressWarnings("unchecked")
    private static <V> V remembered(Map<Class<?>, Object> map, Class<?> type, Supplier<V> factory) {
        Object known = map.get(type);
        if (known == null) {
            Object made = factory.get(); // not in computeIfAbsent: making one may ask for another
            known = map.putIfAbsent(type, made);
            known = known == null ? made : known;
        }
        return (V) known;
    }
}
