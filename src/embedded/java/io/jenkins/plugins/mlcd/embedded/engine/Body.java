package io.jenkins.plugins.mlcd.embedded.engine;

/** What a block step runs, such as the code between the braces of {@code dir('x') { ... }}. */
@FunctionalInterface
public interface Body {
    Object run() throws Throwable;
}
