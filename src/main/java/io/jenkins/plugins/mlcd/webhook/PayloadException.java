package io.jenkins.plugins.mlcd.webhook;

/** A payload does not have the form of its kind; the message is one sentence that names the rule. */
final class PayloadException extends Exception {

    private static final long serialVersionUID = 1L;

    PayloadException(String message) {
        super(message);
    }
}
