package hudson.model;

/** Descriptor of a kind of item that can be made at the top. */
public abstract class TopLevelItemDescriptor extends Descriptor<TopLevelItem> {

    protected TopLevelItemDescriptor(Class<? extends TopLevelItem> clazz) {
        super(clazz);
    }

    protected TopLevelItemDescriptor() {
    }

    public abstract TopLevelItem newInstance(ItemGroup parent, String name);
}
