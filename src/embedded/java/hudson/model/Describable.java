package hudson.model;

import jenkins.model.Jenkins;

/** An object that a descriptor describes, so that it can be configured. */
public interface Describable<T extends Describable<T>> {

    @SuppressWarnings({"unchecked", "rawtypes"})
    default Descriptor<T> getDescriptor() {
        return Jenkins.get().getDescriptorOrDie((Class) getClass());
    }
}
