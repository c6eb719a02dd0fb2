package hudson.model;

/** A group in which items can be made. */
public interface ModifiableItemGroup<T extends Item> extends ItemGroup<T> {
}
