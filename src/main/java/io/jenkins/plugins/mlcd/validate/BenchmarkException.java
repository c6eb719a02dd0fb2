package io.jenkins.plugins.mlcd.validate;

/** A benchmark did not deliver what the protocol asks for; the message is one sentence for the author of the evaluator. */
public final class BenchmarkException extends Exception {

    private static final long serialVersionUID = 1L;

    public BenchmarkException(String message) {
        super(message);
    }
}
