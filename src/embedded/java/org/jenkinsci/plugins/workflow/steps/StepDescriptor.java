package org.jenkinsci.plugins.workflow.steps;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import edu.umd.cs.findbugs.annotations.Nullable;
import hudson.ExtensionList;
import hudson.model.Descriptor;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jenkinsci.plugins.structs.SymbolLookup;
import org.jenkinsci.plugins.structs.describable.DescribableModel;
import org.jenkinsci.plugins.structs.describable.DescribableParameter;

/** Describes a step: its name in a Pipeline, and what it needs and gives. */
public abstract class StepDescriptor extends Descriptor<Step> {

    /** Types that the step's context must have. */
    public abstract Set<? extends Class<?>> getRequiredContext();

    /** Types that the step gives to its body. */
    public Set<? extends Class<?>> getProvidedContext() {
        return Set.of();
    }

    public abstract String getFunctionName();

    public boolean takesImplicitBlockArgument() {
        return false;
    }

    public boolean isAdvanced() {
        return false;
    }

    public boolean isMetaStep() {
        return false;
    }

    /** For a meta step, the type of its argument, whose symbols can be called like steps. */
    @Nullable
    public final Class<?> getMetaStepArgumentType() {
        if (!isMetaStep()) {
            return null;
        }
        DescribableParameter first = DescribableModel.of(clazz).getFirstRequiredParameter();
        return first == null ? Void.TYPE : first.getErasedType();
    }

    public final void checkContextAvailability(StepContext c) throws MissingContextVariableException, IOException, InterruptedException {
        for (Class<?> type : getRequiredContext()) {
            if (c.get(type) == null) {
                throw new MissingContextVariableException(type, this);
            }
        }
    }

    public static ExtensionList<StepDescriptor> all() {
        return ExtensionList.lookup(StepDescriptor.class);
    }

    public static Iterable<StepDescriptor> allMeta() {
        return all().stream().filter(d -> d.isMetaStep() && d.getMetaStepArgumentType() != Object.class && d.getMetaStepArgumentType() != Void.TYPE).toList();
    }

    @Nullable
    public static StepDescriptor byFunctionName(String name) {
        return all().stream().filter(d -> d.getFunctionName().equals(name)).findFirst().orElse(null);
    }

    @NonNull
    public static List<StepDescriptor> metaStepsOf(String symbol) {
        List<StepDescriptor> found = new ArrayList<>();
        for (StepDescriptor d : allMeta()) {
            if (SymbolLookup.get().findDescriptor(d.getMetaStepArgumentType(), symbol) != null) {
                found.add(d);
            }
        }
        return found;
    }

    /** A short text for the arguments, or null. */
    @CheckForNull
    public String argumentsToString(@NonNull Map<String, Object> namedArgs) {
        if (namedArgs.size() != 1) {
            return null;
        }
        Object only = namedArgs.values().iterator().next();
        return only instanceof CharSequence || only instanceof Number || only instanceof Boolean || only instanceof Enum ? only.toString() : null;
    }
}
