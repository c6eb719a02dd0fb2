package io.jenkins.plugins.mlcd.embedded.script;

/** A call of a step in a running script that names no step, or has wrong arguments. */
public final class StepMisuse extends UserError {

    private static final long serialVersionUID = 1L;

    public StepMisuse(String sentence) {
        super(sentence);
    }
}
