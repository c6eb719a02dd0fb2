package hudson.model;

import hudson.FilePath;
import hudson.remoting.VirtualChannel;

/** The computer of this very JVM. */
final class BuiltInComputer extends Computer {

    BuiltInComputer(Node node) {
        super(node);
    }

    @Override
    public VirtualChannel getChannel() {
        return FilePath.localChannel;
    }
}
