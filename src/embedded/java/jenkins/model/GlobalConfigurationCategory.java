package jenkins.model;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.ExtensionList;
import hudson.ExtensionPoint;
import hudson.model.ModelObject;

/** The page on which a part of the global configuration is shown. */
public abstract class GlobalConfigurationCategory implements ExtensionPoint, ModelObject {

    public abstract String getShortDescription();

    public static ExtensionList<GlobalConfigurationCategory> all() {
        return ExtensionList.lookup(GlobalConfigurationCategory.class);
    }

    @NonNull
    public static <T extends GlobalConfigurationCategory> T get(Class<T> type) {
        T found = all().get(type);
        if (found == null) {
            throw new AssertionError("no extension is of " + type);
        }
        return found;
    }

    /** The page of what has no page of its own. */
    public static class Unclassified extends GlobalConfigurationCategory {

        @Override
        public String getShortDescription() {
            return "Configure global settings and paths";
        }

        @Override
        public String getDisplayName() {
            return "System";
        }
    }
}
