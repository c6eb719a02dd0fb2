package org.jenkinsci.plugins.structs.describable;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.io.IOException;
import java.lang.reflect.Type;

public final class DescribableParameter {
    public ParameterType getType() {
        throw new UnsupportedOperationException();
    }

    public Type getRawType() {
        throw new UnsupportedOperationException();
    }

    public Class getErasedType() {
        throw new UnsupportedOperationException();
    }

    public String getName() {
        throw new UnsupportedOperationException();
    }

    public String getCapitalizedName() {
        throw new UnsupportedOperationException();
    }

    public boolean isRequired() {
        throw new UnsupportedOperationException();
    }

    public boolean isDeprecated() {
        throw new UnsupportedOperationException();
    }

    @CheckForNull public String getHelp() throws IOException {
        throw new UnsupportedOperationException();
    }

    public String toString() {
        throw new UnsupportedOperationException();
    }

    private DescribableParameter() {}
}
