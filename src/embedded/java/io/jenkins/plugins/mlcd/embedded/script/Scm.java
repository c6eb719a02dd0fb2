package io.jenkins.plugins.mlcd.embedded.script;

/** The global variable {@code scm}: the project that the Jenkinsfile is from. */
public enum Scm {
    PROJECT
}
