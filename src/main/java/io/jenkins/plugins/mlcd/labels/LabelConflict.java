package io.jenkins.plugins.mlcd.labels;

/** What somebody wants of a sample does not fit what became of it in the meantime; the message says so in one sentence. */
public final class LabelConflict extends RuntimeException {

    private static final long serialVersionUID = 1L;

    LabelConflict(String message) {
        super(message, null, false, false);
    }
}
