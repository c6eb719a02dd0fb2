package io.jenkins.plugins.mlcd.embedded.engine;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.io.IOException;
import java.util.concurrent.Callable;

/**
 * One thread of a build: the trunk, or a branch of {@code parallel} or {@code matrix}. Holds where in the script it is: the
 * context around and the body it runs. Fields belong to the branch's thread.
 */
public final class Branch {

    private static final ThreadLocal<Branch> CURRENT = new ThreadLocal<>();

    private final PipelineBuild build;
    private final String name;
    private Scope scope;
    private LocalBody body;

    private Branch(PipelineBuild build, String name, Scope scope, @CheckForNull LocalBody body) {
        this.build = build;
        this.name = name;
        this.scope = scope;
        this.body = body;
    }

    static Branch trunk(PipelineBuild build) {
        return new Branch(build, "", Scope.EMPTY, null);
    }

    /** A branch of this one; its name is shown before its log lines. */
    Branch fork(String part, Scope inner, LocalBody around) {
        Place place = place().inside(part);
        return new Branch(build, place.path(), inner.with(place), around);
    }

    /**
     * The branch of this thread.
     *
     * @throws IllegalStateException outside of a build, or on a thread that the script started itself
     */
    public static Branch current() {
        Branch branch = CURRENT.get();
        if (branch == null) {
            throw new IllegalStateException("a step was called on a thread that is no branch of the build");
        }
        return branch;
    }

    <T> T attach(Callable<T> work) throws Exception {
        Branch before = CURRENT.get();
        CURRENT.set(this);
        try {
            return work.call();
        } finally {
            CURRENT.set(before);
        }
    }

    public PipelineBuild build() {
        return build;
    }

    public String name() {
        return name;
    }

    /** The innermost stage, or "" outside of stages. */
    public String stage() {
        return place().innermost();
    }

    public Place place() {
        return scope.find(Place.class).orElse(Place.OUTSIDE);
    }

    public Scope scope() {
        return scope;
    }

    /** What a step called here would get from its context. */
    @CheckForNull
    public <T> T value(Class<T> key) throws IOException, InterruptedException {
        return ContextValues.get(this, scope, null, key);
    }

    @CheckForNull
    LocalBody body() {
        return body;
    }

    /** Runs {@code work} as the inside of {@code inner}. */
    Object within(LocalBody inner, Body work) throws Throwable {
        LocalBody outerBody = body;
        Scope outerScope = scope;
        body = inner;
        scope = inner.scope();
        try {
            return work.run();
        } finally {
            body = outerBody;
            scope = outerScope;
        }
    }
}
