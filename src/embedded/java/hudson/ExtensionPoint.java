package hudson;

/** Marks a type that plugins may implement. */
public interface ExtensionPoint {
}
