package hudson.model.listeners;

import hudson.ExtensionList;
import hudson.ExtensionPoint;
import hudson.model.Item;

/** Is told what happens to items. */
public class ItemListener implements ExtensionPoint {

    public void onCreated(Item item) {
        // nothing by default
    }

    public void onLoaded() {
        // nothing by default
    }

    public void onDeleted(Item item) {
        // nothing by default
    }

    /** Jobs of an embedded Jenkins keep their names. */
    public void onLocationChanged(Item item, String oldFullName, String newFullName) {
        // nothing by default
    }

    public void onUpdated(Item item) {
        // nothing by default
    }

    public void onBeforeShutdown() {
        // nothing by default
    }

    public static ExtensionList<ItemListener> all() {
        return ExtensionList.lookup(ItemListener.class);
    }

    public static void fireOnCreated(Item item) {
        all().forEach(l -> l.onCreated(item));
    }

    public static void fireOnUpdated(Item item) {
        all().forEach(l -> l.onUpdated(item));
    }

    public static void fireOnDeleted(Item item) {
        all().forEach(l -> l.onDeleted(item));
    }
}
