package io.jenkins.plugins.mlcd.embedded.script;

/** A mistake of the user, told in one sentence that names the value and the rule. Never shown with a stack trace. */
public class UserError extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public UserError(String sentence) {
        super(sentence, null, false, false);
    }
}
