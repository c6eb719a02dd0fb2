package hudson.model;

import edu.umd.cs.findbugs.annotations.NonNull;

public abstract class TopLevelItemDescriptor extends Descriptor<TopLevelItem> {
    @NonNull public String getDisplayName() {
        throw new UnsupportedOperationException();
    }

    public abstract TopLevelItem newInstance(ItemGroup parent, String name);
}
