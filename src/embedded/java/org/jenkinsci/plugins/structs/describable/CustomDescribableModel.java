package org.jenkinsci.plugins.structs.describable;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.model.Describable;
import java.util.Map;
import jenkins.model.Jenkins;

/** A descriptor that changes the arguments before its describable is made of them. */
public interface CustomDescribableModel {

    @NonNull
    default Map<String, Object> customInstantiate(@NonNull Map<String, Object> arguments) {
        return arguments;
    }

    @CheckForNull
    static CustomDescribableModel of(Class<?> type) {
        Jenkins j = Jenkins.getInstanceOrNull();
        return j != null && Describable.class.isAssignableFrom(type)
                && j.getDescriptor(type.asSubclass(Describable.class)) instanceof CustomDescribableModel custom ? custom : null;
    }
}
