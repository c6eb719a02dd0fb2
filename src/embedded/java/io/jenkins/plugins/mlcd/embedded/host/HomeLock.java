package io.jenkins.plugins.mlcd.embedded.host;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Keeps a second process off a home. */
final class HomeLock {

    private final FileChannel channel;

    private HomeLock(FileChannel channel) {
        this.channel = channel;
    }

    /** @throws IllegalStateException when another process, or another Jenkins of this one, has it */
    static HomeLock take(Path home) throws IOException {
        Files.createDirectories(home);
        FileChannel channel = FileChannel.open(home.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (channel.tryLock() != null) {
                return new HomeLock(channel);
            }
        } catch (OverlappingFileLockException e) {
            channel.close();
            throw new IllegalStateException("the home " + home + " is in use by this process", e);
        }
        channel.close();
        throw new IllegalStateException("the home " + home + " is in use by another process");
    }

    void release() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot release the home", e);
        }
    }
}
