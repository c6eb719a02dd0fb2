package hudson.model;

import edu.umd.cs.findbugs.annotations.NonNull;

/** A parameter whose value can be written as one text. */
public abstract class SimpleParameterDefinition extends ParameterDefinition {

    private static final long serialVersionUID = 1L;

    protected SimpleParameterDefinition(@NonNull String name) {
        super(name);
    }

    public abstract ParameterValue createValue(String value);
}
