package hudson.model;

import hudson.ExtensionPoint;

/** An item that can be made at the top of Jenkins. */
public interface TopLevelItem extends Item, ExtensionPoint, Describable<TopLevelItem> {

    @Override
    TopLevelItemDescriptor getDescriptor();
}
