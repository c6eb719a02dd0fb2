package io.jenkins.plugins.mlcd.embedded.run;

import io.jenkins.plugins.mlcd.embedded.script.UserError;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Holds a home for this process, under a lock that tells others who it is and that ends with the process. */
final class HomeOwner implements AutoCloseable {

    private final FileChannel channel;

    private HomeOwner(FileChannel channel) {
        this.channel = channel;
    }

    /** @throws UserError when another process, which it names, holds {@code home} */
    static HomeOwner take(Path home) throws IOException {
        Files.createDirectories(home);
        Path file = home.resolve("mlcd.lock");
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        if (!isLocked(channel)) {
            channel.close();
            throw new UserError("home " + home + " is in use by process " + Files.readString(file).strip() + " (" + file + ")");
        }
        channel.truncate(0);
        channel.write(ByteBuffer.wrap((ProcessHandle.current().pid() + "\n").getBytes(StandardCharsets.US_ASCII)));
        channel.force(true);
        return new HomeOwner(channel);
    }

    private static boolean isLocked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
