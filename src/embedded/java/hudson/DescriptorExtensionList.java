package hudson;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.model.Describable;
import hudson.model.Descriptor;
import io.jenkins.plugins.mlcd.embedded.host.Host;
import java.util.List;
import jenkins.model.Jenkins;

/** The descriptors of one kind of describable. */
public class DescriptorExtensionList<T extends Describable<T>, D extends Descriptor<T>> extends ExtensionList<D> {

    private final Class<T> describableType;

    @SuppressWarnings({"unchecked", "rawtypes"})
    protected DescriptorExtensionList(Jenkins jenkins, Class<T> describableType) {
        super(jenkins, (Class<D>) (Class) Descriptor.class);
        this.describableType = describableType;
    }

    public static <T extends Describable<T>, D extends Descriptor<T>> DescriptorExtensionList<T, D> createDescriptorList(Jenkins jenkins, Class<T> describableType) {
        return new DescriptorExtensionList<>(jenkins, describableType);
    }

    /** The descriptor whose describable is exactly {@code type}, or null. */
    public D find(Class<? extends T> type) {
        return stream().filter(d -> d.clazz == type).findFirst().orElse(null);
    }

    @CheckForNull
    public D findByName(String id) {
        return stream().filter(d -> d.getId().equals(id)).findFirst().orElse(null);
    }

    @Override
    public boolean add(D d) {
        super.add(size(), d);
        return true;
    }

    @Override
    public boolean remove(Object o) {
        return super.remove(o);
    }

    @Override
    protected List<ExtensionComponent<D>> load() {
        return Host.current().map(h -> h.extensions().find(extensionType, d -> d.getT() == describableType)).orElse(List.of());
    }
}
