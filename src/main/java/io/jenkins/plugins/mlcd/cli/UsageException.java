package io.jenkins.plugins.mlcd.cli;

/** A mistake in how a command was called; the command line prints its one-sentence message and exits with 2. */
public final class UsageException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public UsageException(String message) {
        super(message);
    }
}
