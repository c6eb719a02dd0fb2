package org.jenkinsci.plugins.workflow.steps;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import java.util.List;
import java.util.stream.Collectors;

/** A step needs something around it that gives an object of a type. */
public class MissingContextVariableException extends Exception {

    private static final long serialVersionUID = 1L;

    @NonNull
    private final Class<?> type;
    private final String functionName;

    public MissingContextVariableException(@NonNull Class<?> type, @CheckForNull StepDescriptor d) {
        this.type = type;
        this.functionName = d == null ? null : d.getFunctionName();
    }

    public Class<?> getType() {
        return type;
    }

    @Override
    public String getMessage() {
        String providers = getProviders().stream().map(StepDescriptor::getFunctionName).sorted().collect(Collectors.joining(", "));
        return (functionName == null ? "Required context " : functionName + ": required context ") + type + " is missing"
                + (providers.isEmpty() ? "" : "; perhaps it is to be surrounded with a step that gives it, such as: " + providers);
    }

    /** The steps that give such an object to their bodies. */
    @NonNull
    public List<StepDescriptor> getProviders() {
        return StepDescriptor.all().stream().filter(d -> d.getProvidedContext().stream().anyMatch(type::isAssignableFrom)).toList();
    }
}
