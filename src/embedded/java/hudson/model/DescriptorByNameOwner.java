package hudson.model;

public interface DescriptorByNameOwner extends ModelObject {
    default Descriptor getDescriptorByName(String id) {
        throw new UnsupportedOperationException();
    }
}
