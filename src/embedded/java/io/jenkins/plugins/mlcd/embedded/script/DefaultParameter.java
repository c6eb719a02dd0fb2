package io.jenkins.plugins.mlcd.embedded.script;

/** A step descriptor that takes an argument without a name although no parameter is required, such as {@code node('gpu')}. */
public interface DefaultParameter {
    String defaultParameter();
}
